import { expect, test } from "vitest";
import { formatDsn } from "./format-dsn.ts";

const ACCOUNT = {
  database_username: "ccx:admin",
  database_password: "p@ss/w:rd?#%40",
  database_database: "my db",
  database_host: "db.example.com",
};

test("formatDsn() of a password with signs of an address, encodes it so that a driver reads it back", () => {
  const url = new URL(formatDsn(ACCOUNT, { protocol: "postgresql", port: 5432 }));
  expect([url.protocol, url.host, decodeURIComponent(url.pathname)]).toEqual([
    "postgresql:",
    "db.example.com:5432",
    "/my db",
  ]);
  expect([url.username, url.password].map(decodeURIComponent)).toEqual(["ccx:admin", "p@ss/w:rd?#%40"]);
});

test("formatDsn() given a host, takes that", () => {
  const account = { ...ACCOUNT, database_username: "u", database_password: "p", database_database: "d" };
  expect(formatDsn(account, { protocol: "mysql", port: 3306, host: "other" })).toBe("mysql://u:p@other:3306/d");
});
