import { expect } from "vitest";
import type { DocumentOperation } from "../document/list-operations.ts";
import { isJsonType, type Parameter, readParameters } from "../document/read-parameters.ts";
import { isObject, type JsonObject } from "../internal/json.ts";
import { groupPairs } from "../mock/group-pairs.ts";
import type { RecordedRequest } from "../mock/recorder.ts";
import { toFields, toFieldText } from "./client-init.ts";
import type { SampledRequest } from "./sample-request.ts";

/** The path that a client must send: every parameter one encoded segment. */
function expectedPath(target: DocumentOperation, sample: SampledRequest): string {
  return target.path.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(sample.params.path[name])),
  );
}

const LIST_SEPARATORS: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|" };

/** A query parameter as the document's `style` and `explode` write it; both have defaults. */
function toQueryPairs({ name, source }: Parameter, value: unknown): [name: string, text: string][] {
  const style = typeof source["style"] === "string" ? source["style"] : "form";
  const isExploded = source["explode"] ?? style === "form";
  if (Array.isArray(value)) {
    const texts = value.map(toFieldText);
    if (isExploded) return texts.map((text) => [name, text]);
    return [[name, texts.join(LIST_SEPARATORS[style] ?? ",")]];
  }
  if (!isObject(value)) return [[name, toFieldText(value)]];
  const entries = Object.entries(value).map(([key, item]): [string, string] => [key, toFieldText(item)]);
  if (style === "deepObject") return entries.map(([key, text]) => [`${name}[${key}]`, text]);
  return isExploded ? entries : [[name, entries.flat().join(",")]];
}

function expectedQuery(parameters: readonly Parameter[], sample: SampledRequest): Record<string, string | string[]> {
  const sampled = parameters.filter(({ in: place, name }) => place === "query" && name in sample.params.query);
  const pairs = sampled.flatMap((parameter) => toQueryPairs(parameter, sample.params.query[parameter.name]));
  return groupPairs(pairs);
}

async function readForm(request: RecordedRequest): Promise<[string, string][]> {
  const type = String(request.headers["content-type"]);
  const form = await new Response(request.body, { headers: { "content-type": type } }).formData();
  return Promise.all(
    [...form].map(
      async ([name, value]) => [name, typeof value === "string" ? value : await value.text()] as [string, string],
    ),
  );
}

async function expectBody(request: RecordedRequest, { body, contentType }: SampledRequest): Promise<void> {
  if (contentType === undefined) {
    expect(request.body, "body").toBe("");
    return;
  }
  expect(request.headers["content-type"], "content-type").toContain(contentType);
  if (isJsonType(contentType)) expect(JSON.parse(request.body), "body").toEqual(body);
  else if (/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(contentType))
    expect(await readForm(request), "form fields").toEqual(toFields(body));
  else expect(request.body, "body").toBe(toFieldText(body));
}

/** Asserts that a request arrived at the mock as the sample says: method, path, query, headers, content type, body. */
export async function expectArrival(
  document: JsonObject,
  target: DocumentOperation,
  sample: SampledRequest,
  request: RecordedRequest,
): Promise<void> {
  const parameters = readParameters(document, target);
  expect(request.method, "method").toBe(target.method.toUpperCase());
  expect(request.path, "path").toBe(expectedPath(target, sample));
  expect(request.operation, "operation that the mock found").toBe(target.template);
  expect(request.query, "query").toEqual(expectedQuery(parameters, sample));
  for (const [name, value] of Object.entries(sample.params.header)) {
    expect(request.headers[name.toLowerCase()], `header ${name}`).toBe(toFieldText(value));
  }
  await expectBody(request, sample);
}
