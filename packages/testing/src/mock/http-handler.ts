import type { IncomingMessage, ServerResponse } from "node:http";
import type { IHttpRequest } from "@stoplight/prism-http";
import { groupPairs } from "./group-pairs.ts";
import type { HttpHandler } from "./handler.ts";
import type { EngineAnswer } from "./prism-answer.ts";
import { type ReadBody, readBody } from "./read-body.ts";
import { readTarget } from "./read-target.ts";
import type { ArrivedRequest, Recorder } from "./recorder.ts";

/** Answers requests, wherever they come from. */
export interface Engine {
  answer(input: IHttpRequest): Promise<EngineAnswer>;
}

/** Allows a page of any origin to call the mock, as Prism's own command does. */
function allowOrigin(request: IncomingMessage, reply: ServerResponse): boolean {
  const { headers } = request;
  reply.setHeader("Access-Control-Allow-Origin", headers.origin || "*");
  reply.setHeader("Access-Control-Allow-Headers", headers["access-control-request-headers"] || "*");
  reply.setHeader("Access-Control-Allow-Credentials", "true");
  reply.setHeader("Access-Control-Expose-Headers", headers["access-control-expose-headers"] || "*");
  if (request.method !== "OPTIONS" || !headers.origin || !headers["access-control-request-method"]) return false;
  reply.setHeader("Access-Control-Allow-Methods", headers["access-control-request-method"]);
  reply.setHeader("Vary", "origin");
  reply.setHeader("Content-Length", "0");
  reply.writeHead(204).end();
  return true;
}

function bodyProblemAnswer(name: string, problem: NonNullable<ReadBody["problem"]>): EngineAnswer {
  const title = problem.rule === "json" ? "Invalid JSON" : "Body too large";
  const { status, rule, detail } = problem;
  return {
    status,
    headers: { "content-type": "application/problem+json" },
    body: JSON.stringify({ type: `urn:vendor-clients:mock:${rule}`, title, status, detail }),
    operation: undefined,
    violations: [{ operation: name, side: "request", pointer: "/body", rule, message: detail }],
  };
}

function write(reply: ServerResponse, answer: EngineAnswer): void {
  for (const [name, value] of Object.entries(answer.headers)) reply.setHeader(name, value as string);
  reply.statusCode = answer.status;
  if (answer.body === undefined) {
    reply.end();
    return;
  }
  if (!reply.hasHeader("content-type")) reply.setHeader("Content-Type", "text/plain; charset=utf-8");
  reply.setHeader("Content-Length", Buffer.byteLength(answer.body));
  reply.end(answer.body);
}

function describeFailure(name: string, error: unknown): EngineAnswer {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof URIError) return refuseEncoding(name);
  return {
    status: 500,
    headers: { "content-type": "application/problem+json" },
    body: JSON.stringify({ type: "urn:vendor-clients:mock:failure", title: "Mock failed", status: 500, detail }),
    operation: undefined,
    violations: [{ operation: name, side: "response", pointer: "", rule: "failure", message: detail }],
  };
}

/** A path that cannot be decoded is the caller's mistake. */
function refuseEncoding(name: string): EngineAnswer {
  const detail = "The path has a percent sign that begins no encoded character";
  return {
    status: 400,
    headers: { "content-type": "application/problem+json" },
    body: JSON.stringify({ type: "urn:vendor-clients:mock:path", title: "Invalid path", status: 400, detail }),
    operation: undefined,
    violations: [{ operation: name, side: "request", pointer: "/path", rule: "encoding", message: detail }],
  };
}

/** The HTTP side of a mock: reads the body, asks the engine, records, writes. */
export function createHttpHandler(engine: Engine, recorder: Recorder): HttpHandler {
  return async (request, reply) => {
    if (allowOrigin(request, reply)) return;
    const method = request.method ?? "GET";
    const url = request.url ?? "/";
    const body = await readBody(request);
    const { pathname, searchParams } = readTarget(url);
    const query = groupPairs(searchParams);
    const input: IHttpRequest = {
      method: method.toLowerCase() as IHttpRequest["method"],
      url: { path: pathname, query, ...serverOf(searchParams) },
      headers: request.headers as Record<string, string>,
      body: body.value,
    };
    const name = `${method} ${pathname}`;
    const answer =
      body.problem === undefined
        ? await engine.answer(input).catch((error: unknown) => describeFailure(name, error))
        : bodyProblemAnswer(name, body.problem);
    recorder.add(toRecord(request, url, query, body, answer));
    write(reply, answer);
  };
}

function serverOf(search: URLSearchParams): { baseUrl?: string } {
  const server = search.get("__server");
  return server ? { baseUrl: server } : {};
}

function toRecord(
  request: IncomingMessage,
  url: string,
  query: ArrivedRequest["query"],
  body: ReadBody,
  answer: EngineAnswer,
): ArrivedRequest {
  return {
    method: request.method ?? "GET",
    path: url.split("?", 1)[0] ?? url,
    url,
    query,
    headers: request.headers,
    body: body.text,
    operationId: answer.operation?.operationId,
    operation: answer.operation?.template,
    status: answer.status,
    answer: answer.body ?? "",
    violations: answer.violations,
  };
}
