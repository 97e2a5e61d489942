import { expect, test } from "vitest";
import { ROOT } from "../../project.ts";
import { findVendor } from "../../vendors.ts";
import { readEnvironment } from "./run-stages.ts";

const ALL = {
  PATH: "/bin",
  HOME: "/home/kite",
  ALTINITY_ACM_TOKEN: "vendor",
  CCX_CLIENT_SECRET: "other vendor",
  REFRESH_TOKEN: "token",
  GITHUB_TOKEN: "another token",
  GITHUB_REPOSITORY: "kites/clients",
  NPM_TOKEN: "publish",
};

test.each([
  ["fetch", ["ALTINITY_ACM_TOKEN"]],
  ["generate", ["PATH"]],
  ["gate", ["PATH"]],
  ["propose", ["PATH", "REFRESH_TOKEN", "GITHUB_REPOSITORY"]],
] as const)("readEnvironment() gives %s only %j", async (stage, want) => {
  expect(Object.keys(await readEnvironment(ROOT, findVendor("altinity-acm"), stage, ALL))).toEqual(want);
});
