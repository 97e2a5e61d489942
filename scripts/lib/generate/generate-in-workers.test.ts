import { expect, test } from "vitest";
import { findVendor, type Vendor } from "../vendors.ts";
import { generateInWorkers } from "./generate-in-workers.ts";
import { generateVendor } from "./generate-vendor.ts";

const VENDORS = [findVendor("imply"), findVendor("ccx"), findVendor("edge-host")];

test("generateInWorkers(), for several vendors, gives what each gives alone, in the order asked for", async () => {
  const started: string[] = [];
  const outputs = await generateInWorkers(VENDORS, ({ name }) => started.push(name));
  expect(outputs.map(({ vendor }) => vendor.name)).toEqual(["imply", "ccx", "edge-host"]);
  expect(started.sort()).toEqual(["ccx", "edge-host", "imply"]);
  for (const { vendor, output } of outputs) expect(output).toEqual(await generateVendor(vendor));
}, 60_000);

test("generateInWorkers(), for a vendor that cannot be generated, throws its message", async () => {
  const unknown: Vendor = { name: "acme", title: "Acme", kind: "openapi", upstream: "vendor" };
  await expect(generateInWorkers([unknown, unknown, unknown], () => undefined)).rejects.toThrow("acme");
}, 60_000);
