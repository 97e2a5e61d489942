import { expect, test } from "vitest";
import { exchange } from "./exchange.ts";
import { isPublicAddress, MACHINE, resolveHost } from "./network.ts";
import { answer, startInternet } from "./testing.ts";

test.each([
  ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254"],
  ...["172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255"],
  ...["198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
  ...["::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:a00:1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1"],
  ...["fc00::1", "fdff::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::"],
  ...["3fff::1", "100::1", "", "kites.test", "0x7f000001", "2130706433", "127.1"],
])("isPublicAddress(), for %j, is false", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  ...["1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1"],
  ...["169.253.0.1", "172.15.0.1", "172.32.0.1", "185.199.108.133", "192.167.0.1", "198.17.0.1", "198.20.0.1"],
  ...["223.255.255.255", "2606:50c0:8000::154", "2a00:1450::1", "::ffff:1.1.1.1", "64:ff9b::101:101"],
])("isPublicAddress(), for %j, is true", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  "127.0.0.1",
  "::1",
  "10.0.0.1",
])("resolveHost(), for the literal %s, asks nobody and refuses", async (host) => {
  const network = { ...MACHINE, resolve: () => Promise.reject(new Error("It asked")) };
  await expect(resolveHost(host, network, false)).rejects.toThrow(/rule "public-address"/);
  expect(await resolveHost(host, network, true)).toMatchObject([{ address: host }]);
});

test("MACHINE, given addresses that were looked at, connects there without asking again, and trusts nobody's own authority", async () => {
  const internet = await startInternet(["kites.test"], { "kites.test": answer({}) });
  try {
    const { port } = internet.address;
    const network = { ...MACHINE, resolve: async () => [{ address: "127.0.0.1", family: 4 }] };
    const request = { url: new URL(`https://kites.test:${port}/`), headers: {}, isInstallation: true };
    await expect(exchange(request, { network })).rejects.toThrow(/rule "certificate"/);
    expect([internet.countConnections(), internet.seen]).toEqual([1, []]);
  } finally {
    await internet.close();
  }
});

test("MACHINE, where the environment switches checks off, checks", async () => {
  const before = process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
  const internet = await startInternet(["kites.test"], { "kites.test": answer({}) });
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
  try {
    const network = { ...MACHINE, resolve: async () => [{ address: "127.0.0.1", family: 4 }] };
    const request = { url: new URL(`https://kites.test:${internet.address.port}/`), headers: {}, isInstallation: true };
    await expect(exchange(request, { network })).rejects.toThrow(/rule "certificate"/);
  } finally {
    if (before === undefined) delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    else process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = before;
    await internet.close();
  }
});
