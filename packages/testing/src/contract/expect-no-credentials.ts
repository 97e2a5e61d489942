import { expect } from "vitest";
import type { DocumentOperation } from "../document/list-operations.ts";
import { isObject, type JsonObject, toArray, toObject } from "../internal/json.ts";
import type { RecordedRequest } from "../mock/recorder.ts";
import type { SampledRequest } from "./sample-request.ts";

interface CredentialPlace {
  readonly in: "header" | "cookie" | "query";
  readonly name: string;
}

/** Whether a document says of an operation that it takes no credentials, not even of those who have some. */
export function isPublic(document: JsonObject, { operation }: DocumentOperation): boolean {
  const alternatives = toArray(operation["security"] ?? document["security"]).filter(isObject);
  return alternatives.every((alternative) => Object.keys(alternative).length === 0);
}

/**
 * Asserts that a request carries credentials in none of the places that the document's security schemes name.
 *
 * A login with a key at hand works all the same, so that nothing else notices a client that hands its key to whoever answers there.
 */
export function expectNoCredentials(
  document: JsonObject,
  sample: SampledRequest,
  request: Pick<RecordedRequest, "headers" | "query">,
): void {
  const sampled = new Set(Object.keys(sample.params.header).map((name) => name.toLowerCase()));
  const found = listPlaces(document)
    .filter(({ in: place, name }) => place !== "header" || !sampled.has(name))
    .filter((place) => isCarried(place, request))
    .map(({ in: place, name }) => `${place} ${name}`);
  expect(found, "credentials that a public operation carried").toEqual([]);
}

function listPlaces(document: JsonObject): CredentialPlace[] {
  const schemes = toObject(toObject(document["components"])["securitySchemes"]);
  return Object.values(schemes).map((given) => {
    const scheme = toObject(given);
    if (scheme["type"] !== "apiKey") return { in: "header", name: "authorization" };
    const name = String(scheme["name"]);
    if (scheme["in"] === "header") return { in: "header", name: name.toLowerCase() };
    return { in: scheme["in"] === "query" ? "query" : "cookie", name };
  });
}

function isCarried(
  { in: place, name }: CredentialPlace,
  { headers, query }: Pick<RecordedRequest, "headers" | "query">,
) {
  if (place === "header") return headers[name] !== undefined;
  if (place === "query") return Object.hasOwn(query, name);
  return [headers["cookie"] ?? []].flat().some((line) => line.split(/;\s*/).some((one) => one.startsWith(`${name}=`)));
}
