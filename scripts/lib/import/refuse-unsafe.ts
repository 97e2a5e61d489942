import { isObject, type Json, type JsonObject, toPointer } from "../json.ts";
import { METHODS } from "../override.ts";
import { ImportError } from "./import-error.ts";

// Rule: nothing that a vendor writes may name a file, a host or a JavaScript built-in that a later tool would follow.
// Tools behind the importer resolve every `$ref` they meet, also in examples, so all of the document is looked at
// before anything is dropped.

/** Names that reach an object's prototype when a tool uses them as keys. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const MAX_DEPTH = 200;
const MAX_SCHEMAS = 20_000;
const MAX_OPERATIONS = 5_000;
const MAX_NAME_LENGTH = 64 * 1024;

// Bidirectional controls make a name read differently from what it is; C0 controls have no place in a name.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNREADABLE = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;

/**
 * Refuses what no vendor's document needs and a hostile one would use.
 *
 * @throws ImportError with the JSON pointer of the first place found.
 */
export function refuseUnsafe(document: JsonObject): void {
  refuseValue(document, []);
  refuseNames(document);
}

function refuseValue(value: Json, keys: string[]): void {
  if (typeof value !== "object" || value === null) return;
  if (keys.length > MAX_DEPTH) throw new ImportError(toPointer(keys), `more than ${MAX_DEPTH} levels`);
  for (const [key, child] of Object.entries(value)) {
    keys.push(key);
    if (!Array.isArray(value)) refuseKey(key, child, keys);
    refuseValue(child, keys);
    keys.pop();
  }
}

function refuseKey(key: string, child: Json, keys: readonly string[]): void {
  if (key === "__proto__") throw new ImportError(toPointer(keys), `key "${key}"`);
  if (key.length > MAX_NAME_LENGTH) throw new ImportError(toPointer(keys.slice(0, -1)), "a key that is too long");
  if (UNREADABLE.test(key)) throw new ImportError(toPointer(keys), "a key with control characters");
  if (key === "$ref") refuseReference(child, keys);
  // A parameter of this name would be a key of the objects that hold a call's parameters.
  if (key === "name" && child === "__proto__") throw new ImportError(toPointer(keys), `the reserved name "${child}"`);
  if (key === "externalValue" && typeof child === "string" && keys.includes("examples")) {
    throw new ImportError(toPointer(keys), "an example that lies outside the document");
  }
  if (key === "mapping" && keys.at(-2) === "discriminator" && isObject(child)) {
    for (const target of Object.values(child)) {
      if (typeof target !== "string" || !/^(#\/|[A-Za-z0-9._-]+$)/.test(target)) {
        throw new ImportError(toPointer(keys), "a discriminator that maps outside the document");
      }
    }
  }
  if (key === "operationRef" && typeof child === "string" && !child.startsWith("#/")) {
    throw new ImportError(toPointer(keys), "a link that leads outside the document");
  }
}

function refuseReference(target: Json, keys: readonly string[]): void {
  // A schema may have a property of this name; its value is a schema, not a pointer.
  if (isObject(target) && keys.at(-2) === "properties") return;
  if (typeof target === "string" && target.startsWith("#/")) return;
  throw new ImportError(toPointer(keys), "a reference that leads outside the document");
}

function refuseNames(document: JsonObject): void {
  for (const [section, keys] of namedSections(document)) {
    const names = Object.keys(section);
    if (names.length > MAX_SCHEMAS) throw new ImportError(toPointer(keys), `more than ${MAX_SCHEMAS} names`);
    for (const name of names) refuseName(name, [...keys, name]);
  }
  let operations = 0;
  for (const [path, item] of Object.entries(isObject(document["paths"]) ? document["paths"] : {})) {
    if (!isObject(item)) continue;
    for (const method of METHODS) {
      const operation = item[method];
      if (!isObject(operation)) continue;
      operations += 1;
      const keys = ["paths", path, method];
      if (operations > MAX_OPERATIONS) throw new ImportError(toPointer(keys), `more than ${MAX_OPERATIONS} operations`);
      if (typeof operation["operationId"] === "string") {
        refuseName(operation["operationId"], [...keys, "operationId"]);
      }
      for (const tag of Array.isArray(operation["tags"]) ? operation["tags"] : []) {
        if (typeof tag === "string") refuseName(tag, [...keys, "tags"]);
      }
    }
  }
}

function* namedSections(document: JsonObject): Generator<[JsonObject, string[]]> {
  for (const key of ["definitions", "parameters", "responses", "securityDefinitions"]) {
    const section = document[key];
    if (isObject(section)) yield [section, [key]];
  }
  const components = document["components"];
  if (!isObject(components)) return;
  for (const [key, section] of Object.entries(components)) {
    if (isObject(section)) yield [section, ["components", key]];
  }
}

function refuseName(name: string, keys: readonly string[]): void {
  if (RESERVED_NAMES.has(name)) throw new ImportError(toPointer(keys), `the reserved name "${name}"`);
  if (UNREADABLE.test(name)) throw new ImportError(toPointer(keys), "a name with control characters");
}
