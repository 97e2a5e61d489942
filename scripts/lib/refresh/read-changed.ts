import { join } from "node:path";
import { sha256 } from "../specs.ts";
import type { Vendor } from "../vendors.ts";
import type { FetchOptions } from "./fetch-document.ts";
import { type Incoming, readIncoming } from "./read-incoming.ts";
import { readSource } from "./read-source.ts";

/** Where a vendor's document is read from. */
export interface ReadOptions {
  /** Folder of the project. */
  readonly root: string;
  /** File or https URL on the vendor's hosts. @default where the vendor publishes */
  readonly from?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetchOptions?: FetchOptions;
}

/** The bytes of a vendor's document, unless they are the ones that are committed. @throws RefreshError. */
export async function readChanged(vendor: Vendor, options: ReadOptions): Promise<Incoming> {
  const { root, from, environment, fetchOptions } = options;
  const source = await readSource(join(root, "specs", vendor.name));
  const incoming = await readIncoming(source, from, environment, fetchOptions);
  return incoming === "unchanged" || sha256(incoming.bytes) === source.lock?.sha256 ? "unchanged" : incoming;
}
