import type { IHttpConfig, IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import type { DocumentOperation } from "../document/list-operations.ts";
import type { JsonObject } from "../internal/json.ts";
import { loadPrism } from "./load-prism.ts";
import { createOperationIndex } from "./operation-index.ts";
import { type AnsweredRequest, type EngineAnswer, problemAnswer, resultAnswer } from "./prism-answer.ts";
import { createMemoisedMock, createMemoisedValidateOutput, createSilentLogger } from "./prism-components.ts";
import { createRoute } from "./prism-route.ts";

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

/** Answers requests for the operations of one document. */
export interface PrismEngine {
  readonly operations: readonly DocumentOperation[];
  answer(input: IHttpRequest): Promise<EngineAnswer>;
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
  return {
    operations: index.operations,
    async answer(input) {
      const match = index.find(input);
      const operation = match.kind === "found" ? match.operation : undefined;
      const name = operation?.template ?? `${input.method.toUpperCase()} ${input.url.path}`;
      const request: AnsweredRequest = { operation, name };
      const wish = prism.readPreferences(input);
      if (wish._tag === "Left") return problemAnswer(prism, request, wish.left);
      const wished = Object.fromEntries(Object.entries(wish.right).filter(([, value]) => value !== undefined));
      // A fresh object for every call: Prism writes the negotiated media types into it.
      const config: IHttpConfig = { ...PRISM_CONFIG, mock: { dynamic: false, ...wished } };
      const result = await instance.request(input, [], config)();
      if (result._tag === "Left") return problemAnswer(prism, request, result.left);
      return resultAnswer(prism, request, result.right, serialise);
    },
  };
}
