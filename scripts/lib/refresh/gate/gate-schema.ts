import { buildClientSchema, type IntrospectionQuery } from "graphql/index.js";
import { printSchema } from "../../graphql/graphql-js.ts";
import { readSchema } from "../../import/graphql.ts";
import { RESERVED_NAMES } from "../../import/refuse-unsafe.ts";
import { isObject } from "../../json.ts";
import { RefreshError } from "../refusal.ts";
import { readDocumentBytes, readText } from "./bytes.ts";

/**
 * A vendor's GraphQL schema as SDL, from SDL or from an introspection's answer.
 *
 * @throws RefreshError or ImportError with the line.
 */
export function gateSchema(bytes: Uint8Array): Uint8Array {
  const text = readText(bytes);
  const sdl = /^\s*\{/u.test(text) ? fromIntrospection(bytes) : text;
  refuseReserved(sdl);
  return new TextEncoder().encode(sdl);
}

function fromIntrospection(bytes: Uint8Array): string {
  const answer = readDocumentBytes(bytes);
  const introspection = isObject(answer["data"]) ? answer["data"] : answer;
  if (!isObject(introspection["__schema"])) {
    throw new RefreshError({
      kind: "content",
      rule: "introspection",
      pointer: "#",
      hint: "no answer of an introspection",
    });
  }
  try {
    // The shape is checked by what it is given to, which throws for anything else.
    return printSchema(buildClientSchema(introspection as unknown as IntrospectionQuery));
  } catch {
    throw new RefreshError({ kind: "invalid", rule: "introspection", pointer: "#/data/__schema" });
  }
}

/** Members of types become keys of objects, so built-in names are refused there, too. */
function refuseReserved(sdl: string): void {
  const schema = readSchema(sdl);
  for (const type of Object.values(schema.getTypeMap())) {
    const members = "getFields" in type ? Object.keys(type.getFields()) : [];
    const values = "getValues" in type ? type.getValues().map(({ name }) => name) : [];
    if ([type.name, ...members, ...values].some((name) => RESERVED_NAMES.has(name))) {
      throw new RefreshError({ kind: "unsafe", rule: "reserved-name", pointer: `type ${type.name}` });
    }
  }
}
