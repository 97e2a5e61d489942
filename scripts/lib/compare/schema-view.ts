import { isObject, type Json, type JsonObject, parsePointer, readPointer, toPointer } from "../json.ts";

/** A schema and where it stands. `component` is the schema of `components` that it is or is a part of. */
export interface SchemaSite {
  readonly schema: JsonObject;
  readonly pointer: string;
  readonly component?: string;
  /** Tells apart what is put together of several places from what stands at the first of them. */
  readonly joined?: string;
}

/** A schema with its references followed and its `allOf` put together: what a value has to be. */
export interface SchemaView {
  readonly pointer: string;
  readonly component: string | undefined;
  /** `undefined`: any. */
  readonly types: ReadonlySet<string> | undefined;
  readonly isNullable: boolean;
  readonly values: readonly Json[] | undefined;
  readonly isExtensible: boolean;
  readonly properties: ReadonlyMap<string, SchemaSite>;
  readonly required: ReadonlySet<string>;
  readonly extra: "absent" | "closed" | SchemaSite;
  readonly items: SchemaSite | undefined;
  readonly variants: readonly SchemaSite[] | undefined;
  readonly unionKind: string | undefined;
  /** Keywords that are compared one by one, the tightest of all parts. */
  readonly keywords: JsonObject;
}

const SCHEMAS = "#/components/schemas/";
const LIMITS_BELOW = ["minimum", "minLength", "minItems", "minProperties"];
const LIMITS_ABOVE = ["maximum", "maxLength", "maxItems", "maxProperties"];
const UNIONS = ["oneOf", "anyOf"];

/** The site of a part of a site. */
export function partOf(site: SchemaSite, keys: readonly string[], schema: Json | undefined): SchemaSite {
  const { joined: _, ...whole } = site;
  return { ...whole, schema: isObject(schema) ? schema : {}, pointer: `${site.pointer}${toPointer(keys).slice(1)}` };
}

/** The name of the component that a schema only refers to. */
export function referenceOf(schema: JsonObject): string | undefined {
  const reference = schema["$ref"];
  return typeof reference === "string" ? reference : undefined;
}

/** Where a reference leads, through further references; a circle of references alone allows anything. */
export function followReference(document: JsonObject, site: SchemaSite): SchemaSite {
  const seen = new Set<string>();
  let at = site;
  for (let to = referenceOf(at.schema); to !== undefined; to = referenceOf(at.schema)) {
    if (seen.has(to)) return { ...at, schema: {} };
    seen.add(to);
    const target = to.startsWith("#") ? readPointer(document, to) : undefined;
    const name = to.startsWith(SCHEMAS) ? parsePointer(to)[2] : undefined;
    const schema = isObject(target) ? target : {};
    at = { schema, pointer: to, ...(name !== undefined && { component: name }) };
  }
  return at;
}

/** Puts a schema together for comparison. */
export function viewSchema(document: JsonObject, site: SchemaSite): SchemaView {
  const start = followReference(document, site);
  const parts = collectParts(document, start);
  const objects = new Map<string, SchemaSite[]>();
  for (const part of parts) {
    const { properties } = part.schema;
    for (const [name, schema] of isObject(properties) ? Object.entries(properties) : []) {
      objects.set(name, [...(objects.get(name) ?? []), partOf(part, ["properties", name], schema)]);
    }
  }
  const unions = parts.flatMap((part) => unionsOf(part));
  const values = readValues(parts);
  return {
    pointer: start.pointer,
    component: start.component,
    types: readTypes(parts),
    isNullable: parts.some(({ schema }) => schema["nullable"] === true) || values?.includes(null) === true,
    values: values?.filter((value) => value !== null),
    isExtensible: parts.some(({ schema }) => Array.isArray(schema["x-extensible-enum"])),
    properties: new Map([...objects].map(([name, sites]) => [name, joinSites(sites)])),
    required: new Set(parts.flatMap(({ schema }) => listOf(schema["required"]).map(String))),
    extra: readExtra(parts),
    items: findPart(parts, "items"),
    variants: unions.length === 0 ? undefined : unions.flatMap(({ sites }) => sites),
    unionKind: unions[0]?.kind,
    keywords: readKeywords(parts),
  };
}

function collectParts(document: JsonObject, start: SchemaSite): SchemaSite[] {
  const parts: SchemaSite[] = [];
  const seen = new Set<JsonObject>();
  const open = [start];
  for (let at = open.pop(); at; at = open.pop()) {
    const site = followReference(document, at);
    if (seen.has(site.schema)) continue;
    seen.add(site.schema);
    parts.push(site);
    const members = listOf(site.schema["allOf"]).map((part, index) => partOf(site, ["allOf", String(index)], part));
    open.push(...members.reverse());
  }
  return parts;
}

/** The same property of several parts: all of them hold. */
function joinSites(sites: readonly SchemaSite[]): SchemaSite {
  const [first, second] = sites;
  if (first === undefined) throw new RangeError("Cannot join parts of a property: there are none");
  if (second === undefined) return first;
  const flags = ["readOnly", "writeOnly"].filter((flag) => sites.some(({ schema }) => schema[flag] === true));
  const marks = Object.fromEntries(flags.map((flag) => [flag, true]));
  const joined = sites.map(({ pointer }) => pointer).join(" ");
  return { ...first, joined, schema: { ...marks, allOf: sites.map(({ schema }) => schema) } };
}

function unionsOf(part: SchemaSite): { kind: string; sites: SchemaSite[] }[] {
  return UNIONS.flatMap((kind) => {
    const members = listOf(part.schema[kind]);
    if (members.length === 0) return [];
    return [{ kind, sites: members.map((member, index) => partOf(part, [kind, String(index)], member)) }];
  });
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function readTypes(parts: readonly SchemaSite[]): ReadonlySet<string> | undefined {
  const named = parts.flatMap(({ schema }) => {
    if (typeof schema["type"] === "string") return [schema["type"]];
    // Our generator makes `unknown` of elements without the type of a list.
    return isObject(schema["properties"]) ? ["object"] : [];
  });
  if (named.length === 0) return undefined;
  // Parts that contradict each other are a type of their own, which no value has.
  const types = new Set(named.map((type) => (type === "number" && named.includes("integer") ? "integer" : type)));
  return types.size === 1 ? types : new Set([[...types].sort().join(" and ")]);
}

function readValues(parts: readonly SchemaSite[]): Json[] | undefined {
  const lists = parts.flatMap(({ schema }) => {
    const list = schema["enum"] ?? schema["x-extensible-enum"];
    return Array.isArray(list) ? [list] : [];
  });
  const [first, ...others] = lists;
  if (first === undefined) return undefined;
  return first.filter((value) => others.every((list) => list.includes(value)));
}

function readExtra(parts: readonly SchemaSite[]): SchemaView["extra"] {
  const declared = parts.filter(({ schema }) => schema["additionalProperties"] !== undefined);
  if (declared.some(({ schema }) => schema["additionalProperties"] === false)) return "closed";
  const [first] = declared;
  return first === undefined ? "absent" : partOf(first, ["additionalProperties"], first.schema["additionalProperties"]);
}

function findPart(parts: readonly SchemaSite[], key: string): SchemaSite | undefined {
  const part = parts.find(({ schema }) => isObject(schema[key]));
  return part && partOf(part, [key], part.schema[key]);
}

const SINGLE = ["format", "pattern", "default", "deprecated", "readOnly", "writeOnly", "discriminator", "not"];
const FLAGS = ["uniqueItems", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"];

function readKeywords(parts: readonly SchemaSite[]): JsonObject {
  const found: JsonObject = {};
  for (const { schema } of parts) {
    for (const key of [...SINGLE, ...FLAGS]) if (schema[key] !== undefined) found[key] ??= schema[key];
    for (const key of LIMITS_BELOW) if (isTighter(schema[key], found[key], 1)) found[key] = Number(schema[key]);
    for (const key of LIMITS_ABOVE) if (isTighter(schema[key], found[key], -1)) found[key] = Number(schema[key]);
  }
  return found;
}

function isTighter(value: Json | undefined, than: Json | undefined, sign: 1 | -1): boolean {
  return typeof value === "number" && (typeof than !== "number" || value * sign > than * sign);
}
