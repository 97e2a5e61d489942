import { expect } from "vitest";
import type { DocumentOperation } from "../document/list-operations.ts";
import { isJsonType } from "../document/read-parameters.ts";
import type { DocumentedSuccess } from "../document/read-success.ts";
import type { SchemaValidator } from "../document/schema-validator.ts";
import type { RecordedRequest } from "../mock/recorder.ts";
import type { ContractOptions, ContractResult } from "./options.ts";

async function toText(data: unknown): Promise<unknown> {
  if (data === undefined) return "";
  if (data instanceof Blob) return data.text();
  if (data instanceof ReadableStream) return new Response(data).text();
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return new TextDecoder().decode(data);
  return data;
}

/**
 * Asserts that a call returned what the mock sent, and that the mock sent what the document says.
 *
 * The schema is judged by our own validator, not by the one that made the answer.
 */
export async function expectAnswer(
  target: DocumentOperation,
  success: DocumentedSuccess,
  validator: SchemaValidator,
  request: RecordedRequest,
  { data, error, response }: ContractResult,
  expectData: ContractOptions["expectData"],
): Promise<void> {
  expect(response.status, "status").toBe(success.status);
  expect(request.status, "status that the mock sent").toBe(success.status);
  if (success.status < 300) expect(error, "error").toBeUndefined();
  const contentType = response.headers.get("content-type") ?? "";
  const media = success.bodies.find((body) => contentType.startsWith(body.contentType)) ?? success.bodies[0];
  if (media === undefined || !isJsonType(media.contentType)) {
    if (success.status < 300) expect(await toText(data), "data").toBe(request.answer);
    return;
  }
  const body: unknown = request.answer === "" ? undefined : JSON.parse(request.answer);
  if (success.status < 300) expect(data, "data").toEqual(expectData === undefined ? body : expectData(body, target));
  if (media.schema === undefined) return;
  expect(validator.validate(media.schema, "response", body), "rules that the answer breaks").toEqual([]);
}
