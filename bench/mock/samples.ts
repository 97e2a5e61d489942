// What is asked of the mocks of Palette.
import { readFileSync } from "node:fs";
import { sampleRequest } from "../../packages/testing/src/contract/index.ts";
import { listOperations } from "../../packages/testing/src/document/list-operations.ts";
import type { JsonObject } from "../../packages/testing/src/internal/json.ts";
import type { Load } from "./load.ts";

/** One kind of request. */
export interface Case {
  readonly what: string;
  readonly path: string;
  readonly load: Pick<Load, "method" | "headers" | "body" | "status">;
}

const HEADERS = { apikey: "any", accept: "application/json" };

function readDocument(): JsonObject {
  return JSON.parse(readFileSync(new URL("../../specs/palette/openapi.json", import.meta.url), "utf8"));
}

/** A list, one that stands late in the document, a read of one thing, a create, and a create with a wrong type. */
export function prepareCases(): Case[] {
  const document = readDocument();
  const json = { ...HEADERS, "content-type": "application/json" };
  const create = listOperations(document).find(({ template }) => template === "POST /v1/apiKeys");
  if (create === undefined) throw new Error("Cannot measure POST /v1/apiKeys: Palette has no such operation");
  const { path } = create;
  const valid = JSON.stringify(sampleRequest(document, create).body);
  const invalid = JSON.stringify({ metadata: 1 });
  const get = { method: "GET", headers: HEADERS, body: undefined, status: 200 };
  return [
    { what: "GET", path, load: get },
    { what: "GET, late in the document", path: "/v1/users/mfa/devices", load: get },
    { what: "GET of one thing", path: `${path}/5f0c3c1e0c4b5a0001a1b2c3`, load: get },
    { what: "POST", path, load: { method: "POST", headers: json, body: valid, status: 201 } },
    { what: "POST, refused", path, load: { method: "POST", headers: json, body: invalid, status: 422 } },
  ];
}

/** Paths of reads that need nothing but the ids in them, spread over the whole document. */
export function prepareFirstUses(count: number): string[] {
  const document = readDocument();
  const reads = listOperations(document).filter(({ method, operation }) => {
    const parameters = (operation["parameters"] ?? []) as { in?: string; required?: boolean }[];
    return method === "get" && !parameters.some((one) => one.in === "query" && one.required);
  });
  const step = Math.max(1, Math.floor(reads.length / count));
  return reads
    .filter((_, index) => index % step === 0)
    .slice(0, count)
    .map(({ path }) => path.replaceAll(/\{[^}]+\}/g, "5f0c3c1e0c4b5a0001a1b2c3"));
}
