import type { IHttpConfig, IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import type { MockAnswer } from "../behaviour/exchange.ts";
import type { DocumentOperation } from "../document/list-operations.ts";
import type { JsonObject } from "../internal/json.ts";
import { loadPrism, type Prism } from "./load-prism.ts";
import { createOperationIndex, type OperationIndex } from "./operation-index.ts";
import {
  type AnsweredRequest,
  type EngineAnswer,
  type PrismResult,
  problemAnswer,
  resultAnswer,
} from "./prism-answer.ts";
import { createMemoisedMock, createMemoisedValidateOutput, createSilentLogger } from "./prism-components.ts";
import { createRoute } from "./prism-route.ts";
import { repairBody } from "./repair-body.ts";
import { sampleSuccess } from "./sample-success.ts";
import type { Finding } from "./to-violation.ts";

/** Prism at its strictest: a mock that forgives is no test. */
export const PRISM_CONFIG: IHttpConfig = {
  isProxy: false,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: true,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

/** Changes the sample of a success before it is sent; an answer that is not the sample itself is checked, too. */
export type Shape = (sample: MockAnswer) => MockAnswer;

/** Answers requests for the operations of one document. */
export interface PrismEngine {
  readonly operations: readonly DocumentOperation[];
  /** The operation that a request is for. */
  find(input: IHttpRequest): DocumentOperation | undefined;
  answer(input: IHttpRequest, shape?: Shape): Promise<EngineAnswer>;
  /** The body of an operation's success, by template; `undefined` where there is none. */
  sampleOf(template: string): unknown;
}

/** Creates the engine of a document; an operation is converted when the first request for it arrives. */
export function createPrismEngine(document: JsonObject): PrismEngine {
  const prism = loadPrism();
  const index = createOperationIndex(prism, document);
  const instance = prism.http.createInstance(PRISM_CONFIG, {
    logger: createSilentLogger(),
    route: createRoute(prism, index),
    mock: createMemoisedMock(prism),
    validateOutput: createMemoisedValidateOutput(prism),
  });
  const bodies = new WeakMap<IHttpResponse, string | undefined>();
  const shaping: Shaping = { prism, index, known: new WeakMap(), bodies };
  const serialise = (output: IHttpResponse): string | undefined => {
    if (bodies.has(output)) return bodies.get(output);
    const headers: Record<string, string> = output.headers ?? {};
    const type = Object.keys(headers).find((name) => name.toLowerCase() === "content-type");
    const body = prism.serialize(output.body, type === undefined ? undefined : headers[type]) as string | undefined;
    bodies.set(output, body);
    return body;
  };
  const find = (input: IHttpRequest): DocumentOperation | undefined => {
    const match = index.find(input);
    return match.kind === "found" ? match.operation : undefined;
  };
  return {
    operations: index.operations,
    find,
    sampleOf: (template) => sampleSuccess(document, index.operations, template),
    async answer(input, shape) {
      const operation = find(input);
      const name = operation?.template ?? `${input.method.toUpperCase()} ${input.url.path}`;
      const request: AnsweredRequest = { operation, name };
      const wish = prism.readPreferences(input);
      if (wish._tag === "Left") return problemAnswer(prism, request, wish.left);
      const wished = Object.fromEntries(Object.entries(wish.right).filter(([, value]) => value !== undefined));
      // A fresh object for every call: Prism writes the negotiated media types into it.
      const config: IHttpConfig = { ...PRISM_CONFIG, mock: { dynamic: false, ...wished } };
      const result = await instance.request(input, [], config)();
      if (result._tag === "Left") return problemAnswer(prism, request, result.left);
      const isSample = operation !== undefined && result.right.output.statusCode < 300 && wish.right.code === undefined;
      const shaped = shape && isSample ? shapeResult(shaping, operation, result.right, shape) : result.right;
      return resultAnswer(prism, request, shaped, serialise);
    },
  };
}

/** How many answers of an operation are remembered as checked. */
const MAX_KNOWN_ANSWERS = 32;

/** What checking shaped answers needs; an answer that was sent before need not be checked again. */
interface Shaping {
  readonly prism: Prism;
  readonly index: OperationIndex;
  readonly known: WeakMap<DocumentOperation, Map<string, readonly Finding[]>>;
  /** Bodies that are texts already. */
  readonly bodies: WeakMap<IHttpResponse, string | undefined>;
}

/** The success with what a behaviour put into it, checked as every answer is; another status is the behaviour's own. */
function shapeResult(
  shaping: Shaping,
  operation: DocumentOperation,
  { output, validations }: PrismResult,
  shape: Shape,
): PrismResult {
  const sample: MockAnswer = { status: output.statusCode, headers: output.headers ?? {}, body: output.body };
  const shaped = shape(sample);
  if (shaped === sample) return { output, validations };
  const { input } = validations;
  const element: IHttpResponse = { statusCode: shaped.status, headers: toHeaders(shaped), body: shaped.body };
  if (shaped.status !== sample.status) return { output: element, validations: { input, output: [] } };
  const findings = checkOnce(shaping, operation, element);
  // What does not fit the document, because a request may hold more than an answer, is as the document has it.
  const places = findings.map(({ path = [] }) => path.map(String)).filter(([part]) => part === "body");
  if (places.length === 0) return { output: element, validations: { input, output: findings } };
  const inBody = places.map(([, ...place]) => place);
  const repaired: IHttpResponse = { ...element, body: repairBody(element.body, sample.body, inBody) };
  return { output: repaired, validations: { input, output: checkOnce(shaping, operation, repaired) } };
}

function checkOnce(
  { prism, index, known, bodies }: Shaping,
  operation: DocumentOperation,
  element: IHttpResponse,
): readonly Finding[] {
  const check = (): readonly Finding[] => {
    const checked = prism.validateOutput({ resource: index.convert(operation), element });
    return checked._tag === "Left" ? checked.left : [];
  };
  if (typeof element.body !== "object" || element.body === null) return check();
  const text = JSON.stringify(element.body);
  bodies.set(element, text);
  const answers = known.get(operation) ?? new Map<string, readonly Finding[]>();
  known.set(operation, answers);
  const key = `${JSON.stringify(element.headers)} ${text}`;
  const findings = answers.get(key) ?? check();
  if (answers.size < MAX_KNOWN_ANSWERS) answers.set(key, findings);
  return findings;
}

function toHeaders({ headers }: MockAnswer): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
