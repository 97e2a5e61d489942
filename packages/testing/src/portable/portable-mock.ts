import { type Behaviour, type BehaviourOptions, createBehaviour } from "../behaviour/behaviour.ts";
import type { Exchange, MockAnswer, MockRequest } from "../behaviour/exchange.ts";
import type { VendorBehaviour } from "../behaviour/vendor-behaviour.ts";
import { readPathParams } from "../document/read-path-params.ts";
import type { VendorDocument } from "../document/vendor-document.ts";
import { setSampleProfile } from "../mock/overlay-operation.ts";
import { createRecorder, type Recorder, type Violation } from "../mock/recorder.ts";
import type { MockControls, MockRecords } from "../mock/start-mock.ts";
import { createPortableEngine, type PortableAnswer, type PortableEngine } from "./portable-engine.ts";
import { readRequest, toResponse } from "./read-request.ts";

/** How a mock without a server behaves. */
export interface PortableMockOptions extends BehaviourOptions {
  /**
   * Base URL of the API; requests to anything else are not the mock's.
   *
   * @default any origin, for the paths of the document
   */
  readonly baseUrl?: string;
  /** How many requests are kept in `requests`, the newest ones. @default 1000 */
  readonly recordLimit?: number;
}

/** A mock that answers requests without listening. */
export interface PortableMock extends MockRecords, MockControls {
  /** How many operations the document has. */
  readonly operationCount: number;
  /** Answers a request; `undefined` when it is not for this API. */
  respond(request: Request): Promise<Response | undefined>;
}

/** Creates the mock of a document for use without a server. */
export async function createPortableMock(
  source: VendorDocument,
  rules: VendorBehaviour,
  options: PortableMockOptions,
): Promise<PortableMock> {
  const recorder = createRecorder(options.recordLimit ?? 1000);
  if (source.kind === "graphql") {
    const { createPortableGraphql } = await import("./portable-graphql.ts");
    return createPortableGraphql(source.schema, rules, options, recorder);
  }
  // A copy: what is remembered of a document, such as its samples, is of this mock alone.
  const document = { ...source.document };
  setSampleProfile(document, { seed: options.seed ?? 1, ids: rules.ids ?? "uuid" });
  const engine = createPortableEngine(document);
  const behaviour = createBehaviour(rules, options, engine.sampleOf);
  return {
    ...toControls(behaviour, recorder),
    get violations() {
      return recorder.violations;
    },
    get scenarios() {
      return behaviour.active;
    },
    operationCount: engine.operations.length,
    async respond(request) {
      const path = findPath(request.url, options.baseUrl);
      if (path === undefined) return undefined;
      const isOurs = options.baseUrl !== undefined || engine.find({ method: request.method, path }) !== undefined;
      if (!isOurs) return undefined;
      const read = await readRequest(request, path);
      const { answer, operation, violations } = read.refusal
        ? { answer: read.refusal, operation: undefined, violations: [] }
        : answerWith(engine, behaviour, read.request);
      const response = toResponse(answer, request.method);
      recorder.add({
        method: request.method,
        path,
        url: read.url,
        query: read.request.query,
        headers: read.request.headers,
        body: read.text,
        operationId: operation?.operationId,
        operation: operation?.template,
        status: answer.status,
        answer: response.text,
        violations: [...read.violations, ...violations],
      });
      return response.response;
    },
  };
}

/** What is the same for every kind of API; `violations` and `scenarios` change and are added by the caller as getters. */
export function toControls(
  behaviour: Behaviour,
  recorder: Recorder,
): Omit<MockControls & MockRecords, "violations" | "scenarios"> {
  return {
    requests: recorder.requests,
    reset() {
      recorder.reset();
      behaviour.reset();
    },
    use: behaviour.use,
    drop: behaviour.drop,
    items: (resource) => structuredClone(behaviour.state?.items(resource) ?? []),
  };
}

/** The path of a request below the API's base URL; `undefined` when it is not below it. */
export function findPath(url: string, baseUrl: string | undefined): string | undefined {
  const { origin, pathname } = new URL(url);
  if (baseUrl === undefined) return pathname;
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, "");
  if (origin !== base.origin || !(pathname === prefix || pathname.startsWith(`${prefix}/`))) return undefined;
  return pathname.slice(prefix.length) || "/";
}

function answerWith(engine: PortableEngine, behaviour: Behaviour, request: MockRequest): PortableAnswer {
  const operation = engine.find(request);
  const exchange: Exchange = {
    request,
    name: operation?.template ?? `${request.method} ${request.path}`,
    operation,
    params: operation ? readPathParams(operation.path, request.path) : {},
    clock: behaviour.clock,
  };
  const early = behaviour.before(exchange);
  const found = early
    ? { answer: early, operation, isSample: false, violations: [] }
    : shape(engine, behaviour, exchange, engine.answer(request));
  return { ...found, answer: behaviour.after(exchange, found.answer) };
}

/** The sample with what is remembered in it, checked as every answer is. */
function shape(
  engine: PortableEngine,
  behaviour: Behaviour,
  exchange: Exchange,
  found: PortableAnswer,
): PortableAnswer {
  const { answer, operation, isSample, violations } = found;
  if (!isSample || operation === undefined || behaviour.shape === undefined || answer.status >= 300) return found;
  const shaped = behaviour.shape(exchange, answer);
  if (shaped === answer) return found;
  const broken: Violation[] = shaped.status === answer.status ? engine.check(operation, shaped) : [];
  return broken.length === 0
    ? { ...found, answer: shaped }
    : { ...found, answer: toFailure(broken), violations: [...violations, ...broken] };
}

function toFailure(violations: readonly Violation[]): MockAnswer {
  const body = {
    type: "urn:vendor-clients:mock:violations",
    title: "The answer breaks the document",
    status: 500,
    violations,
  };
  return { status: 500, headers: { "content-type": "application/problem+json" }, body };
}
