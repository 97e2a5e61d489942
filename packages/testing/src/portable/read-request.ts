import { jsonAnswer, type MockAnswer, type MockRequest } from "../behaviour/exchange.ts";
import { groupPairs } from "../mock/group-pairs.ts";
import type { Violation } from "../mock/recorder.ts";

/** A request of `fetch` as a mock sees it. */
export interface ReadRequest {
  readonly request: MockRequest;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly text: string;
  /** The answer to a body that says it is JSON and is none, whatever the document says, as the mock servers give it. */
  readonly refusal: MockAnswer | undefined;
  readonly violations: readonly Violation[];
}

/** Reads a request of `fetch`; the given one can still be read by others. */
export async function readRequest(request: Request, path: string): Promise<ReadRequest> {
  const { searchParams, search } = new URL(request.url);
  const text = request.body === null ? "" : await request.clone().text();
  const headers = Object.fromEntries(request.headers);
  const body = parseBody(text, headers["content-type"] ?? "");
  return {
    request: { method: request.method, path, query: groupPairs(searchParams), headers, body: body.value },
    url: `${path}${search}`,
    text,
    refusal: body.isBroken ? BROKEN : undefined,
    violations: body.isBroken
      ? [
          {
            operation: `${request.method} ${path}`,
            side: "request",
            pointer: "/body",
            rule: "json",
            message: "The body is not JSON",
          },
        ]
      : [],
  };
}

const BROKEN = jsonAnswer(
  400,
  { type: "urn:vendor-clients:mock:json", title: "Invalid JSON", status: 400, detail: "The body is not JSON" },
  { "content-type": "application/problem+json" },
);

function parseBody(text: string, contentType: string): { value: unknown; isBroken: boolean } {
  if (text === "") return { value: null, isBroken: false };
  if (!/^application\/(?:[^\s/;]+\+)?json\b/i.test(contentType)) return { value: text, isBroken: false };
  try {
    return { value: JSON.parse(text), isBroken: false };
  } catch {
    return { value: text, isBroken: true };
  }
}

/** Statuses that a `Response` may not have a body with. */
const BODILESS = new Set([101, 103, 204, 205, 304]);

/** An answer as a `Response`, and its body as text. */
export function toResponse(
  { status, headers, body }: MockAnswer,
  method: string,
): { response: Response; text: string } {
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of typeof value === "string" ? [value] : value) sent.append(name, one);
  }
  const isJson = /\bjson\b/.test(sent.get("content-type") ?? "");
  const text = body === undefined ? "" : typeof body === "string" && !isJson ? body : JSON.stringify(body);
  const isEmpty = BODILESS.has(status) || method === "HEAD" || body === undefined;
  return { response: new Response(isEmpty ? null : text, { status, headers: sent }), text };
}
