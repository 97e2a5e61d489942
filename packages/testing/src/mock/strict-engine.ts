import type { JsonObject } from "../internal/json.ts";
import { findUnknown } from "../strict/find-unknown.ts";
import type { Engine } from "./http-handler.ts";
import type { PrismEngine } from "./prism-engine.ts";

/** An engine that also refuses, with 400, what the document does not know of a request that is valid otherwise. */
export function createStrictEngine(inner: Engine, { find }: PrismEngine, document: JsonObject): Engine {
  return {
    async answer(input) {
      const operation = find(input);
      const { path, query = {} } = input.url;
      const request = { method: input.method, path, query, headers: input.headers ?? {}, body: input.body };
      const unknown = operation === undefined ? [] : findUnknown(document, operation, request);
      if (unknown.length === 0) return inner.answer(input);
      const validation = unknown.map(({ pointer, rule, message }) => ({ pointer, code: rule, message }));
      const body = {
        type: "urn:vendor-clients:mock:unknown",
        title: "Unknown to the document",
        status: 400,
        validation,
      };
      return {
        status: 400,
        headers: { "content-type": "application/problem+json" },
        body: JSON.stringify(body),
        operation,
        violations: unknown,
      };
    },
  };
}
