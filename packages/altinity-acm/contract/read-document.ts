import { readFileSync } from "node:fs";
import type { ContractOptions } from "@vendor-clients/testing/contract";

type Document = NonNullable<ContractOptions["document"]>;

/**
 * The vendor's document, saying what it leaves open: how the objects `filter` and `order` stand in a query.
 *
 * By OpenAPI's default their keys would stand beside the other parameters, where `blocked` of the list of organizations is one
 * already, and where PHP, which ACM is written in, makes `organization_name` of `organization.name`. In brackets both arrive.
 *
 * @see https://www.php.net/manual/en/language.variables.external.php
 */
export function readDocument(): Document {
  const file = new URL("../../../specs/altinity-acm/openapi.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"), (_, value) =>
    isObjectInQuery(value) ? { ...value, style: "deepObject", explode: true } : value,
  );
}

function isObjectInQuery(value: unknown): value is object {
  const { in: place, schema } = (value ?? {}) as { in?: unknown; schema?: { type?: unknown } };
  return place === "query" && schema?.type === "object";
}
