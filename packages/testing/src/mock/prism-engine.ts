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
      const shaped =
        shape && wish.right.code === undefined
          ? shapeResult(prism, index, operation, result.right, shape)
          : result.right;
      return resultAnswer(prism, request, shaped, serialise);
    },
  };
}

/** The success with what a behaviour put into it, checked as every answer is; another status is the behaviour's own. */
function shapeResult(
  prism: Prism,
  index: OperationIndex,
  operation: DocumentOperation | undefined,
  result: PrismResult,
  shape: Shape,
): PrismResult {
  const { output, validations } = result;
  if (operation === undefined || output.statusCode >= 300) return result;
  const sample: MockAnswer = { status: output.statusCode, headers: output.headers ?? {}, body: output.body };
  const shaped = shape(sample);
  if (shaped === sample) return result;
  const element: IHttpResponse = { statusCode: shaped.status, headers: toHeaders(shaped), body: shaped.body };
  const resource = index.convert(operation);
  const check = (judged: IHttpResponse): PrismResult => {
    const checked = prism.validateOutput({ resource, element: judged });
    const output = checked._tag === "Left" ? checked.left : [];
    return { output: judged, validations: { input: validations.input, output } };
  };
  if (shaped.status !== sample.status)
    return { output: element, validations: { input: validations.input, output: [] } };
  const checked = check(element);
  const places = checked.validations.output
    .map(({ path = [] }) => path.map(String))
    .filter(([part]) => part === "body");
  if (places.length === 0) return checked;
  const inBody = places.map(([, ...place]) => place);
  return check({ ...element, body: repairBody(element.body, sample.body, inBody) });
}

function toHeaders({ headers }: MockAnswer): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
