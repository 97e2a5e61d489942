import type { IHttpRequest } from "@stoplight/prism-http";
import type { Behaviour } from "../behaviour/behaviour.ts";
import type { Exchange, MockAnswer } from "../behaviour/exchange.ts";
import type { DocumentOperation } from "../document/list-operations.ts";
import { readPathParams } from "../document/read-path-params.ts";
import type { Engine } from "./http-handler.ts";
import type { EngineAnswer } from "./prism-answer.ts";
import type { PrismEngine } from "./prism-engine.ts";

/** A mock's engine with a vendor's behaviour around it: scenarios before and after, and what was created in the samples. */
export function createBehavingEngine(engine: PrismEngine, behaviour: Behaviour): Engine {
  const { shape } = behaviour;
  return {
    async answer(input) {
      if (shape === undefined && behaviour.active.length === 0) return engine.answer(input);
      const operation = engine.find(input);
      const exchange = toExchange(input, operation, behaviour);
      const early = behaviour.before(exchange);
      const answer = early
        ? toEngineAnswer(early, operation)
        : await engine.answer(input, shape && ((sample) => shape(exchange, sample)));
      return behaviour.active.length === 0 ? answer : change(behaviour, exchange, answer);
    },
  };
}

function toExchange(input: IHttpRequest, operation: DocumentOperation | undefined, { clock }: Behaviour): Exchange {
  const method = input.method.toUpperCase();
  const { path, query = {} } = input.url;
  return {
    request: { method, path, query, headers: input.headers ?? {}, body: input.body },
    name: operation?.template ?? `${method} ${path}`,
    operation,
    params: operation ? readPathParams(operation.path, path) : {},
    clock,
  };
}

function change(behaviour: Behaviour, exchange: Exchange, answer: EngineAnswer): EngineAnswer {
  const before: MockAnswer = {
    status: answer.status,
    headers: answer.headers as MockAnswer["headers"],
    body: readValue(answer),
  };
  const after = behaviour.after(exchange, before);
  if (after === before) return answer;
  return { ...toEngineAnswer(after, answer.operation), violations: answer.violations };
}

function contentTypeOf(headers: Readonly<Record<string, unknown>>): string {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === "content-type");
  return name === undefined ? "" : String(headers[name]);
}

function readValue({ headers, body }: EngineAnswer): unknown {
  if (body === undefined || !/\bjson\b/.test(contentTypeOf(headers))) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** An answer of a behaviour as it is sent: a text in JSON is quoted, a text in anything else is not. */
export function toEngineAnswer(
  { status, headers, body }: MockAnswer,
  operation: DocumentOperation | undefined,
): EngineAnswer {
  const isText = typeof body === "string" && !/\bjson\b/.test(contentTypeOf(headers));
  const text = body === undefined || isText ? (body as string | undefined) : JSON.stringify(body);
  return { status, headers, body: text, operation, violations: [] };
}
