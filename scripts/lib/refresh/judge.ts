import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../json.ts";
import { findVendor, type Vendor } from "../vendors.ts";
import { writeAnswer } from "./answer-file.ts";
import { RefreshError } from "./refusal.ts";

// Runs inside of the sandbox, but from the project and not from the mirror, and looks at what the stage made: code that
// has seen a vendor's document has no part in the verdict about it.

const [mode = "", name = "", folder = ""] = process.argv.slice(2);
const specs = join(folder, "specs", name);

async function gate(vendor: Vendor): Promise<readonly string[]> {
  const { gateAfter } = await import("./output/gate-after.ts");
  const honey = (process.env["HONEY"] ?? "").split(",").filter(Boolean);
  const generated = join(folder, "packages", vendor.name, "src/generated");
  const names = (await readdir(generated)).filter((one) => one.endsWith(".ts"));
  const files = new Map<string, string>();
  for (const one of names) files.set(one, await readFile(join(generated, one), "utf8"));
  gateAfter(files, await expectNames(vendor), honey);
  await refuseHoney(honey);
  return names;
}

/** Documents are looked through, too: a reader that follows references could put a file's text into one. */
async function refuseHoney(honey: readonly string[]): Promise<void> {
  for (const file of (await readdir(specs)).filter((one) => /\.(json|graphql)$/u.test(one))) {
    const text = await readFile(join(specs, file), "utf8");
    if (honey.some((value) => text.includes(value))) {
      throw new RefreshError({ kind: "output", rule: "no-honey", pointer: file });
    }
  }
}

async function expectNames(vendor: Vendor) {
  const { expectRestNames, expectSchemaNames } = await import("./output/expected-names.ts");
  if (vendor.kind === "graphql") return expectSchemaNames(await readFile(join(specs, "schema.graphql"), "utf8"));
  const { CLIENT_SETTINGS } = await import("../generate/settings.ts");
  const document: unknown = JSON.parse(await readFile(join(specs, "openapi.json"), "utf8"));
  const settings = CLIENT_SETTINGS[vendor.name];
  if (!settings || !isObject(document)) throw new RefreshError({ kind: "output", rule: "settings", pointer: "#" });
  return expectRestNames(document, settings.interfaceName);
}

async function compare(vendor: Vendor) {
  const { compareVendor } = await import("./compare-vendor.ts");
  return compareVendor({ folder }, vendor);
}

await writeAnswer(join(folder, "results", `${mode}.json`), () =>
  mode === "compare" ? compare(findVendor(name)) : gate(findVendor(name)),
);
