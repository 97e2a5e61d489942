import { getIntrospectionQuery } from "graphql/utilities/getIntrospectionQuery.js";
import { type FetchOptions, refuseStatus } from "../fetch-document.ts";
import { RefreshError } from "../refusal.ts";
import type { Address } from "../source.ts";
import { sendToVendor } from "./send-to-vendor.ts";

// What servers of different age can answer; each asks for less than the one before. No text of the vendor is asked for.
const QUERIES = [
  { inputValueDeprecation: true, oneOf: true },
  { inputValueDeprecation: true, oneOf: false },
  { inputValueDeprecation: false, oneOf: false },
].map((options) => getIntrospectionQuery({ ...options, descriptions: false }));

/**
 * The answer of a GraphQL server to the question for its schema, as bytes: nothing here reads what it says.
 *
 * @param address - the endpoint, with the bearer token
 * @throws RefreshError of kind `fetch` or `content`.
 */
export async function introspect(address: Address, options: FetchOptions): Promise<Uint8Array> {
  const headers = { accept: "application/json", "content-type": "application/json", ...address.headers };
  for (const query of QUERIES) {
    const answer = await sendToVendor({ ...address, headers }, options, JSON.stringify({ query }));
    // A server that does not know a part of the question answers with errors alone.
    if (answer.status === 400 || answer.status === 422) continue;
    refuseStatus(answer.status, address);
    if (Buffer.from(answer.bytes).includes('"__schema"')) return answer.bytes;
  }
  const hint = "the server does not tell its schema; save the SDL and give the file with --from";
  throw new RefreshError({ kind: "content", rule: "introspection", pointer: "#", hint });
}
