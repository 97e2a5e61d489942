import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { type FetchOptions, fetchDocument } from "./fetch-document.ts";
import { MAX_BYTES } from "./gate/bytes.ts";
import { RefreshError } from "./refusal.ts";
import { findAddress, type RefreshSource } from "./source.ts";

/** What a refresh starts from. */
export type Incoming =
  | { readonly bytes: Uint8Array; readonly etag: string | undefined }
  /** The server says that it still has what is committed. */
  | "unchanged";

/**
 * The bytes of a vendor's document: of a file, of a URL on the vendor's hosts, or from where it publishes.
 *
 * @param from - file or https URL; absent means what `source.json` says
 * @throws RefreshError of kind `fetch`, `content` or `limit`.
 */
export async function readIncoming(
  source: RefreshSource,
  from: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  options: FetchOptions = {},
): Promise<Incoming> {
  if (from !== undefined && !/^[a-z]+:\/\//iu.test(from)) return { bytes: await readGivenFile(from), etag: undefined };
  const address = findAddress(from === undefined ? source : { ...source, access: "document" }, environment);
  if (typeof address === "string") throw refuse("address", address);
  const url = from === undefined ? address.url : URL.parse(from);
  if (!url) throw refuse("url", "--from is no URL");
  const isConditional = url.href === address.url.href;
  const answer = await fetchDocument(
    { ...address, url },
    { ...options, etag: isConditional ? source.lock?.etag : undefined },
  );
  return answer.isUnchanged ? "unchanged" : { bytes: answer.bytes, etag: isConditional ? answer.etag : undefined };
}

async function readGivenFile(path: string): Promise<Uint8Array> {
  if (!existsSync(path)) throw refuse("file", "there is no such file");
  const { size } = await stat(path);
  if (size > MAX_BYTES) {
    throw new RefreshError({ kind: "limit", rule: "max-bytes", pointer: "#", hint: `more than ${MAX_BYTES} bytes` });
  }
  return readFile(path);
}

function refuse(rule: string, hint: string): RefreshError {
  return new RefreshError({ kind: "fetch", rule, pointer: "#", hint });
}
