import { expect } from "vitest";
import type { DocumentOperation } from "../document/list-operations.ts";
import { readSuccess } from "../document/read-success.ts";
import type { SchemaValidator } from "../document/schema-validator.ts";
import { isObject, type JsonObject, toArray } from "../internal/json.ts";
import type { RecordedRequest } from "../mock/recorder.ts";
import type { Mock } from "../mock/start-mock.ts";
import { toClientInit } from "./client-init.ts";
import { expectAnswer } from "./expect-answer.ts";
import { expectArrival } from "./expect-arrival.ts";
import { expectNoCredentials, isPublic } from "./expect-no-credentials.ts";
import type { ContractInit, ContractOptions, ContractResult } from "./options.ts";
import type { InvalidRequest } from "./sample-invalid.ts";
import { type SampledRequest, sampleRequest } from "./sample-request.ts";

/** What every check needs: the contract, the mock it runs against, the judge of values. */
export interface CheckContext {
  readonly options: ContractOptions;
  readonly document: JsonObject;
  readonly mock: Mock;
  readonly validator: SchemaValidator;
  /** The client with credentials for an operation. */
  readonly clientFor: (target: DocumentOperation) => Promise<object>;
  readonly anonymousClient: () => Promise<object>;
}

/** The security schemes that an operation accepts; empty when it can be called without any. */
export function readSchemes(document: JsonObject, { operation }: DocumentOperation): string[] {
  const alternatives = toArray(operation["security"] ?? document["security"]).filter(isObject);
  if (alternatives.some((alternative) => Object.keys(alternative).length === 0)) return [];
  return [...new Set(alternatives.flatMap((alternative) => Object.keys(alternative)))];
}

async function callDefault(client: object, method: string, path: string, init: ContractInit): Promise<ContractResult> {
  const verb = (client as Record<string, unknown>)[method];
  if (typeof verb !== "function") throw new TypeError(`Cannot call ${method} ${path}: the client has no ${method}`);
  return verb.call(client, path, init);
}

interface Outcome {
  readonly result: ContractResult;
  readonly request: RecordedRequest;
}

async function send(
  { options, mock }: CheckContext,
  client: object,
  target: DocumentOperation,
  sample: SampledRequest,
): Promise<Outcome> {
  mock.reset();
  const init = toClientInit(sample);
  const adjusted = options.adjustInit?.(init, target) ?? init;
  const result = await (options.call ?? callDefault)(client, target.method.toUpperCase(), target.path, adjusted);
  const [request, ...more] = mock.requests;
  if (request === undefined) throw new Error(`${target.template}: the client returned without sending anything`);
  if (more.length > 0) throw new Error(`${target.template}: the client sent ${more.length + 1} requests for one call`);
  return { result, request };
}

/**
 * Calls an operation with a sampled request and asserts what arrived, that the mock accepted it, and what came back.
 *
 * @throws AssertionError at the first difference.
 */
export async function checkCall(
  context: CheckContext,
  target: DocumentOperation,
  { withOptionalQuery = false }: { withOptionalQuery?: boolean } = {},
): Promise<void> {
  const { options, document, validator, mock } = context;
  const sample = sampleRequest(document, target, { validator, withOptionalQuery });
  expect(sample.problems, "rules that the kit's own sample breaks").toEqual([]);
  const { result, request } = await send(context, await context.clientFor(target), target, sample);
  await expectArrival(document, target, sample, request);
  if (readSchemes(document, target).length > 0) options.expectCredentials(request, target);
  else if (isPublic(document, target)) expectNoCredentials(document, sample, request);
  expect(mock.violations, "violations that the mock found").toEqual([]);
  const success = readSuccess(document, target);
  await expectAnswer(target, success, validator, request, result, options.expectData);
}

/** Calls an operation without credentials and asserts that it is refused with 401, for that reason. */
export async function checkUnauthorized(context: CheckContext, target: DocumentOperation): Promise<void> {
  const sample = sampleRequest(context.document, target, { validator: context.validator });
  const { result, request } = await send(context, await context.anonymousClient(), target, sample);
  expect(request.operation, "operation that the mock found").toBe(target.template);
  expect(request.status, "status that the mock sent").toBe(401);
  expect(result.response.status, "status").toBe(401);
  expect(result.data, "data").toBeUndefined();
  expect(result.error, "error").toBeDefined();
  expect(request.violations.map(({ rule }) => rule)).toContainEqual(expect.stringMatching(/^(401|UNAUTHORIZED)$/));
}

/** Calls an operation without a required field of its body and asserts that it is refused and the violation names it. */
export async function checkRefused(
  context: CheckContext,
  target: DocumentOperation,
  invalid: InvalidRequest,
): Promise<void> {
  const { result, request } = await send(context, await context.clientFor(target), target, invalid);
  expect(request.operation, "operation that the mock found").toBe(target.template);
  const named = request.violations.filter(({ side, rule }) => side === "request" && rule === "required");
  expect(named.map(({ message }) => message)).toContainEqual(expect.stringContaining(`'${invalid.missing}'`));
  expect(result.response.status, "status").toBe(request.status);
  expect(request.status, "status that the mock sent").toBeGreaterThanOrEqual(400);
  expect(request.status, "status that the mock sent").toBeLessThan(500);
  expect(result.data, "data").toBeUndefined();
  expect(result.error, "error").toBeDefined();
}
