import type { DocumentOperation } from "../document/list-operations.ts";
import { type MediaBody, type Parameter, readContent, readParameters } from "../document/read-parameters.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { createSchemaValidator, type SchemaValidator } from "../document/schema-validator.ts";
import type { JsonObject } from "../internal/json.ts";
import { flattenSchema } from "../sample/flatten-schema.ts";
import { sampleValid } from "../sample/sample-valid.ts";

/** A request that the document allows, before any client has touched it. */
export interface SampledRequest {
  /** Values by name; path values hold characters that a client has to encode. */
  readonly params: {
    readonly path: Readonly<Record<string, unknown>>;
    readonly query: Readonly<Record<string, unknown>>;
    readonly header: Readonly<Record<string, unknown>>;
    readonly cookie: Readonly<Record<string, unknown>>;
  };
  /** `undefined` when the operation takes no body. */
  readonly body: unknown;
  /** The media type of the body, `undefined` when there is none. */
  readonly contentType: string | undefined;
  /** What the document's own rules say against the sample; anything here is a fault of the kit or of the document. */
  readonly problems: readonly string[];
}

/** Which of the optional things a sample holds. */
export interface SampleRequestOptions {
  /**
   * Sample the optional query parameters too.
   *
   * @default false
   */
  readonly withOptionalQuery?: boolean;
  /** Judge of the samples, to share compiled schemas between calls. */
  readonly validator?: SchemaValidator;
}

/** Methods whose body `fetch` refuses to send. */
const BODILESS = new Set(["get", "head", "trace"]);

/** The body that a sampled request carries, JSON where there is a choice; `undefined` when it carries none. */
export function readRequestBody(document: JsonObject, target: DocumentOperation): MediaBody | undefined {
  if (BODILESS.has(target.method)) return undefined;
  const { content } = resolveReference(document, target.operation["requestBody"]);
  return readContent(document, content)[0];
}

/** Free text in a path is given a space and a slash, so that a client that forgets to encode is found. */
function needsEncoding(document: JsonObject, parameter: Parameter, value: unknown): value is string {
  const { schema } = flattenSchema(document, parameter.schema, 0);
  const isFree = ["pattern", "format", "enum", "x-extensible-enum", "maxLength"].every(
    (key) => schema[key] === undefined,
  );
  return parameter.in === "path" && typeof value === "string" && isFree;
}

/**
 * Samples a request for an operation: every required parameter and a valid body, the same in every run.
 *
 * Optional header parameters, optional cookies and, unless asked for, optional query parameters are left out.
 */
export function sampleRequest(
  document: JsonObject,
  target: DocumentOperation,
  { withOptionalQuery = false, validator = createSchemaValidator(document) }: SampleRequestOptions = {},
): SampledRequest {
  const params = { path: {}, query: {}, header: {}, cookie: {} } as Record<Parameter["in"], JsonObject>;
  const problems: string[] = [];
  const sample = (schema: JsonObject, name: string): unknown => {
    const found = sampleValid(document, validator, schema, { direction: "request", name, isAlwaysChecked: true });
    problems.push(...found.problems.map((problem) => `${name}${problem}`));
    return found.value;
  };
  for (const parameter of readParameters(document, target)) {
    const { name, in: place, isRequired, schema } = parameter;
    if (!isRequired && place !== "path" && !(withOptionalQuery && place === "query")) continue;
    const value = sample(resolveReference(document, schema), name);
    params[place][name] = needsEncoding(document, parameter, value) ? `${value} 1/2` : value;
  }
  const media = readRequestBody(document, target);
  if (media === undefined) return { params, body: undefined, contentType: undefined, problems };
  const body = sample(media.schema ?? {}, "body");
  return { params, body, contentType: media.contentType, problems };
}
