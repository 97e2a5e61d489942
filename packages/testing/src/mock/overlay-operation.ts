import type { DocumentOperation } from "../document/list-operations.ts";
import { isJsonType, readParameters } from "../document/read-parameters.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { createSchemaValidator, type SchemaValidator } from "../document/schema-validator.ts";
import { isObject, type JsonObject, toObject } from "../internal/json.ts";
import { type SampleProfile, USUAL_PROFILE } from "../sample/sample-context.ts";
import { sampleValid } from "../sample/sample-valid.ts";

/*
 * What Prism needs to be told to serve a document as it is meant.
 *
 * Its own sampler answers `string` where a pattern is asked, -2147483648 for an int32, and fails its own check on
 * `format: byte` and on recursion. So every answer gets an example beforehand: valid by the document, readable, the
 * same in every run. And it takes a list in a query for comma-separated where the document does not say, against the
 * default of the specification; so every parameter says it.
 */

const validators = new WeakMap<JsonObject, SchemaValidator>();

function validatorOf(document: JsonObject): SchemaValidator {
  const known = validators.get(document);
  if (known !== undefined) return known;
  const validator = createSchemaValidator(document);
  validators.set(document, validator);
  return validator;
}

function hasExample(holder: JsonObject): boolean {
  return holder["example"] !== undefined || holder["examples"] !== undefined;
}

function withExample(document: JsonObject, holder: JsonObject, name: string): JsonObject {
  const { schema } = holder;
  if (!isObject(schema) || hasExample(holder)) return holder;
  const value = sampleOnce(document, schema, name);
  return value === undefined ? holder : { ...holder, example: value };
}

const samples = new WeakMap<JsonObject, Map<string, unknown>>();
const profiles = new WeakMap<JsonObject, SampleProfile>();

/** Says what the document does not of its values; to be called before anything of it is sampled. */
export function setSampleProfile(document: JsonObject, profile: SampleProfile): void {
  profiles.set(document, profile);
  samples.delete(document);
}

/** Operations share most of their answers, above all the failures, so what was sampled once is not sampled again. */
function sampleOnce(document: JsonObject, schema: JsonObject, name: string): unknown {
  const known = samples.get(document) ?? new Map<string, unknown>();
  samples.set(document, known);
  const profile = profiles.get(document) ?? USUAL_PROFILE;
  const key = `${name} ${JSON.stringify(schema)}`;
  if (!known.has(key)) {
    known.set(
      key,
      sampleValid(document, validatorOf(document), schema, { direction: "response", name, profile }).value,
    );
  }
  return known.get(key);
}

/** An answer without a schema gets something to read: a JSON answer with an empty body would be none. */
function overlayMedia(document: JsonObject, contentType: string, media: unknown): JsonObject {
  const holder = resolveReference(document, media);
  if (isObject(holder["schema"]) || hasExample(holder)) return withExample(document, holder, "body");
  return { ...holder, example: isJsonType(contentType) ? {} : "body" };
}

function cookieName(document: JsonObject): string {
  const schemes = Object.values(toObject(toObject(document["components"])["securitySchemes"]));
  const cookie = schemes
    .map((scheme) => resolveReference(document, scheme))
    .find((scheme) => scheme["in"] === "cookie");
  return typeof cookie?.["name"] === "string" ? cookie["name"] : "session";
}

function overlayHeader(document: JsonObject, name: string, header: unknown): JsonObject {
  const resolved = resolveReference(document, header);
  if (name.toLowerCase() === "set-cookie" && !hasExample(resolved)) {
    return { ...resolved, example: `${cookieName(document)}=mock; Path=/; HttpOnly` };
  }
  return withExample(document, resolved, name);
}

function mapValues(map: unknown, change: (value: unknown, key: string) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(toObject(map)).map(([key, value]) => [key, change(value, key)]));
}

/** @see https://spec.openapis.org/oas/v3.0.3#parameter-object, `explode` */
function overlayParameters(document: JsonObject, target: DocumentOperation): JsonObject {
  const parameters = readParameters(document, target).map(({ source, in: place }) => {
    const isForm = place === "query" && (source["style"] ?? "form") === "form";
    return isForm && source["explode"] === undefined ? { ...source, explode: true } : source;
  });
  return parameters.length === 0 ? {} : { parameters };
}

/**
 * The answers of an operation, `default` spelled out where a redirect is the only success: Prism would send `default`,
 * which is the error, as 200.
 */
function spellOutDefault(responses: JsonObject): JsonObject {
  const { default: usual, ...coded } = responses;
  const codes = Object.keys(coded);
  const isRedirect = codes.some((code) => code.startsWith("3")) && !codes.some((code) => code.startsWith("2"));
  return usual !== undefined && isRedirect ? { "4XX": usual, "5XX": usual, ...coded } : responses;
}

/**
 * The operation with its parameters spelled out and an example in every answer and header that has none yet.
 *
 * The document itself is not changed.
 */
export function overlayOperation(document: JsonObject, target: DocumentOperation): JsonObject {
  const responses = mapValues(spellOutDefault(toObject(target.operation["responses"])), (response) => {
    const { content, headers, ...rest } = resolveReference(document, response);
    return {
      ...rest,
      ...(headers === undefined
        ? {}
        : { headers: mapValues(headers, (header, name) => overlayHeader(document, name, header)) }),
      ...(content === undefined
        ? {}
        : { content: mapValues(content, (media, type) => overlayMedia(document, type, media)) }),
    };
  });
  return { ...target.operation, ...overlayParameters(document, target), responses };
}

/** The document with every operation overlaid: what the mock serves, as one document for other tools. */
export function overlayDocument(document: JsonObject, operations: readonly DocumentOperation[]): JsonObject {
  const paths: JsonObject = { ...toObject(document["paths"]) };
  for (const target of operations) {
    paths[target.path] = { ...toObject(paths[target.path]), [target.method]: overlayOperation(document, target) };
  }
  return { ...document, paths };
}
