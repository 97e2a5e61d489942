import { isJson } from "../../generate/media-types.ts";
import { isObject, type Json, type JsonObject, readPointer, toPointer } from "../../json.ts";
import { type OperationView, type Part, readOperationViews } from "../read-operations.ts";
import { followReference, partOf, type SchemaSite } from "../schema-view.ts";
import type { Place, Target } from "./mutation.ts";

type Way = "isSent" | "isAnswered";
type Found = Map<string, Place>;

/** Every place of a document that a mutation can start from. */
export function listPlaces(document: JsonObject): Readonly<Record<Target, readonly Place[]>> {
  const operations = readOperationViews(document);
  const paths = Object.keys(isObject(document["paths"]) ? document["paths"] : {});
  const schemas = listSchemas(document, operations);
  const parameters = operations.flatMap((one) => [...one.parameters.values()]);
  return {
    document: [plain("#")],
    path: paths.map((path) => plain(toPointer(["paths", path]))),
    operation: operations.map(({ pointer }) => plain(pointer)),
    parameter: unique(parameters.filter(({ value }) => value["in"] !== "path")),
    body: unique(operations.flatMap(({ body }) => body ?? [])),
    answer: unique(operations.flatMap(({ responses }) => [...responses.values()])),
    object: schemas.filter(({ pointer }) => hasProperties(readPointer(document, pointer))),
    schema: schemas,
  };
}

function plain(pointer: string): Place {
  return { pointer, isSent: false, isAnswered: false, isParameter: false };
}

function unique(parts: readonly Part[]): Place[] {
  return [...new Set(parts.map(({ pointer }) => pointer))].map(plain);
}

function hasProperties(schema: Json | undefined): boolean {
  return isObject(schema) && isObject(schema["properties"]) && !("allOf" in schema);
}

function listSchemas(document: JsonObject, operations: readonly OperationView[]): Place[] {
  const found: Found = new Map();
  for (const { body, responses, parameters } of operations) {
    for (const part of parameters.values()) walk(document, schemaOf(part), "isSent", found, "parameter");
    if (body) for (const [, site] of mediaOf(body)) walk(document, site, "isSent", found);
    for (const part of responses.values()) {
      for (const [type, site] of mediaOf(part)) if (isJson(type)) walk(document, site, "isAnswered", found);
    }
  }
  return [...found.values()].flatMap((place) => {
    if (place.pointer.endsWith(PART)) return [];
    const part = found.get(place.pointer + PART);
    return [
      {
        ...place,
        isSent: place.isSent || part?.isSent === true,
        isAnswered: place.isAnswered || part?.isAnswered === true,
      },
    ];
  });
}

function schemaOf({ value, pointer }: Part): SchemaSite {
  return partOf({ schema: {}, pointer }, ["schema"], value["schema"]);
}

function mediaOf({ value, pointer }: Part): [string, SchemaSite][] {
  const content = isObject(value["content"]) ? Object.entries(value["content"]) : [];
  return content.map(([type, media]) => {
    const schema = isObject(media) ? media["schema"] : undefined;
    return [type, partOf({ schema: {}, pointer }, ["content", type, "schema"], schema)];
  });
}

/** Marks what is a part of an `allOf`, whose keywords hold together with those of the other parts. */
const PART = " part";
const HIDDEN = { isSent: "readOnly", isAnswered: "writeOnly" } as const;

function walk(document: JsonObject, start: SchemaSite, way: Way, found: Found, role?: "parameter" | "part"): void {
  const site = followReference(document, start);
  const key = role === "part" ? site.pointer + PART : site.pointer;
  const known = found.get(key) ?? plain(key);
  const isParameter = known.isParameter || role === "parameter";
  found.set(key, { ...known, [way]: true, isParameter });
  if (known[way]) return;
  const { schema } = site;
  for (const [name, property] of Object.entries(isObject(schema["properties"]) ? schema["properties"] : {})) {
    const isHidden = isObject(property) && property[HIDDEN[way]] === true;
    if (!isHidden) walk(document, partOf(site, ["properties", name], property), way, found);
  }
  for (const name of ["items", "additionalProperties"]) {
    if (isObject(schema[name])) walk(document, partOf(site, [name], schema[name]), way, found);
  }
  for (const name of ["oneOf", "anyOf", "allOf"]) {
    const members = Array.isArray(schema[name]) ? schema[name] : [];
    const part = name === "allOf" ? "part" : undefined;
    for (const [index, member] of members.entries()) {
      walk(document, partOf(site, [name, String(index)], member), way, found, part);
    }
  }
}
