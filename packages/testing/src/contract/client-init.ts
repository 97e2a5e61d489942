import { isJsonType } from "../document/read-parameters.ts";
import { toObject } from "../internal/json.ts";
import type { ContractInit } from "./options.ts";
import type { SampledRequest } from "./sample-request.ts";

/** A form field as text: scalars as they are, everything else as JSON. */
export function toFieldText(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** The fields of a form body as pairs; a list becomes one pair per item. */
export function toFields(body: unknown): [name: string, text: string][] {
  return Object.entries(toObject(body)).flatMap(([name, value]): [string, string][] =>
    Array.isArray(value) ? value.map((item) => [name, toFieldText(item)]) : [[name, toFieldText(value)]],
  );
}

function toClientBody(contentType: string, body: unknown): unknown {
  if (isJsonType(contentType)) return body;
  if (contentType.startsWith("application/x-www-form-urlencoded")) return new URLSearchParams(toFields(body));
  if (contentType.startsWith("multipart/form-data")) {
    const form = new FormData();
    for (const [name, text] of toFields(body)) form.append(name, text);
    return form;
  }
  return new Blob([toFieldText(body)], { type: contentType });
}

/** A sampled request as a client's call takes it: a JSON value, `URLSearchParams`, `FormData` or a `Blob`. */
export function toClientInit({ params: { path, query, header }, body, contentType }: SampledRequest): ContractInit {
  const filled = Object.entries({ path, query, header }).filter(([, values]) => Object.keys(values).length > 0);
  return {
    ...(filled.length > 0 ? { params: Object.fromEntries(filled) } : {}),
    ...(contentType === undefined ? {} : { body: toClientBody(contentType, body) }),
  };
}
