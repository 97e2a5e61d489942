import { join } from "node:path";
import type { Vendor } from "../vendors.ts";
import { readSource } from "./read-source.ts";
import { findMissingVariable } from "./source.ts";

/** Why a vendor cannot be asked when nobody asked for it by name. */
export async function findReasonToLeave(
  vendor: Vendor,
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  if (vendor.upstream === "hand") return "its document is written by hand";
  const source = await readSource(join(root, "specs", vendor.name));
  if (source.access === "page") return "it publishes its document on a page: save it and give the file with --from";
  const variable = findMissingVariable(source, environment);
  return variable === undefined ? undefined : `${variable} is not set`;
}
