import type { IncomingMessage, ServerResponse } from "node:http";
import type { Behaviour } from "../behaviour/behaviour.ts";
import type { Exchange, MockAnswer } from "../behaviour/exchange.ts";
import { isObject } from "../internal/json.ts";
import type { HttpHandler } from "../mock/handler.ts";
import { type ReadBody, readBody } from "../mock/read-body.ts";
import { readTarget } from "../mock/read-target.ts";
import type { ArrivedRequest, Recorder, Violation } from "../mock/recorder.ts";
import { describeOperation, readTexts } from "./describe-operation.ts";
import { readViolations } from "./read-violations.ts";

/** Executes one GraphQL request; graphql-yoga's `fetch`. */
export type Execute = (url: string, init: RequestInit) => Response | Promise<Response>;

interface Outcome {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string;
  readonly violations: readonly Violation[];
}

/** Where the mock is served, and what it does beyond the schema. */
export interface GraphqlHandlerOptions {
  /** The path of the API; a request to another path gets 404. */
  readonly endpoint: string;
  readonly behaviour: Behaviour;
}

/** The HTTP side of the mock: demands a bearer token and POST, executes, records, writes. */
export function createGraphqlHandler(
  execute: Execute,
  recorder: Recorder,
  { endpoint, behaviour }: GraphqlHandlerOptions,
): HttpHandler {
  return async (request, reply) => {
    const body = await readBody(request);
    const operation = describeOperation(body.text);
    const answer = async (): Promise<Outcome> =>
      refuse(request, endpoint, operation?.text) ?? (await run(execute, request, body, operation?.text ?? "document"));
    const outcome = behaviour.active.length === 0 ? await answer() : await behave(behaviour, request, body, answer);
    if (request.method !== "OPTIONS") recorder.add(toRecord(request, body, operation, outcome));
    write(request, reply, outcome);
  };
}

/** The scenarios that are on, before and after what the schema alone would answer. */
async function behave(
  behaviour: Behaviour,
  request: IncomingMessage,
  { text, value }: ReadBody,
  answer: () => Promise<Outcome>,
): Promise<Outcome> {
  const url = request.url ?? "/";
  const { pathname, searchParams } = readTarget(url);
  const exchange: Exchange = {
    request: {
      method: request.method ?? "GET",
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: request.headers,
      body: value,
    },
    name: describeOperation(text)?.text ?? `${request.method} ${pathname}`,
    operation: undefined,
    params: readTexts(isObject(value) ? value["variables"] : undefined),
    clock: behaviour.clock,
  };
  const early = behaviour.before(exchange);
  const outcome = early ? fromAnswer(early, []) : await answer();
  const before: MockAnswer = {
    status: outcome.status,
    headers: Object.fromEntries(outcome.headers),
    body: readJson(outcome.body),
  };
  const after = behaviour.after(exchange, before);
  return after === before ? outcome : fromAnswer(after, outcome.violations);
}

function fromAnswer({ status, headers, body }: MockAnswer, violations: Outcome["violations"]): Outcome {
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return { status, headers: pairs, body: typeof body === "string" ? body : JSON.stringify(body), violations };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function refuse(request: IncomingMessage, endpoint: string, operation: string | undefined): Outcome | undefined {
  const { method, url = "/", headers } = request;
  const path = url.split("?", 1)[0] ?? url;
  const name = operation ?? `${method} ${path}`;
  if (path !== endpoint)
    return createRefusal(404, name, "NO_PATH_MATCHED_ERROR", "", `The API is served at ${endpoint}`);
  if (method === "OPTIONS") return undefined;
  if (method !== "POST") return createRefusal(405, name, "method", "", "The API takes POST only");
  if (/^Bearer \S+$/.test(headers.authorization ?? "")) return undefined;
  return createRefusal(401, name, "401", "/header/authorization", "Invalid API token", "UNAUTHORIZED");
}

function createRefusal(
  status: number,
  operation: string,
  rule: string,
  pointer: string,
  message: string,
  code?: string,
): Outcome {
  return {
    status,
    headers: [["content-type", "application/json; charset=utf-8"]],
    body: JSON.stringify({ errors: [{ message, ...(code !== undefined && { extensions: { code } }) }] }),
    violations: [{ operation, side: "request", pointer, rule, message }],
  };
}

async function run(execute: Execute, request: IncomingMessage, body: ReadBody, operation: string): Promise<Outcome> {
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const method = request.method ?? "POST";
  const response = await execute(`http://mock.invalid${request.url}`, {
    method,
    headers,
    ...(method === "POST" && { body: body.text }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text,
    violations: readViolations(operation, text),
  };
}

function toRecord(
  request: IncomingMessage,
  body: ReadBody,
  operation: ReturnType<typeof describeOperation>,
  outcome: Outcome,
): ArrivedRequest {
  const url = request.url ?? "/";
  const { pathname, searchParams } = readTarget(url);
  return {
    method: request.method ?? "GET",
    path: pathname,
    url,
    query: Object.fromEntries(searchParams),
    headers: request.headers,
    body: body.text,
    operationId: operation?.rootField,
    operation: operation?.text,
    status: outcome.status,
    answer: outcome.body,
    violations: outcome.violations,
  };
}

function write({ headers }: IncomingMessage, reply: ServerResponse, outcome: Outcome): void {
  // Refusals and scenarios have to be readable for a page as well; what was executed says so itself.
  if (headers.origin) {
    reply.setHeader("access-control-allow-origin", headers.origin);
    reply.setHeader("access-control-allow-credentials", "true");
    reply.setHeader("vary", "Origin");
  }
  for (const [name, value] of outcome.headers) reply.setHeader(name, value);
  reply.setHeader("content-length", Buffer.byteLength(outcome.body));
  reply.writeHead(outcome.status).end(outcome.body);
}
