import { join } from "node:path";
import type { Vendor } from "../vendors.ts";
import { readSource } from "./read-source.ts";
import { type Environment, findMissingVariable } from "./source.ts";

/** Why a vendor is left alone by a job that nobody looks at: what it would get is for a person to decide on. */
export async function findReasonToLeave(
  vendor: Vendor,
  root: string,
  environment: Environment,
): Promise<string | undefined> {
  if (vendor.upstream === "hand") return "its document is written by hand";
  const { access } = await readSource(join(root, "specs", vendor.name));
  if (access === "page") return "it publishes its document on a page: save it and give the file with --from";
  return findReasonNotToAsk(vendor, root, environment);
}

/** Why a vendor cannot be asked: what it takes is not set. */
export async function findReasonNotToAsk(
  vendor: Vendor,
  root: string,
  environment: Environment,
): Promise<string | undefined> {
  const variable = findMissingVariable(await readSource(join(root, "specs", vendor.name)), environment);
  return variable === undefined ? undefined : `${variable} is not set`;
}
