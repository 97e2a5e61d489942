import { createBehaviour } from "../behaviour/behaviour.ts";
import { type Exchange, jsonAnswer, type MockAnswer } from "../behaviour/exchange.ts";
import type { VendorBehaviour } from "../behaviour/vendor-behaviour.ts";
import { describeOperation, readTexts } from "../graphql/describe-operation.ts";
import { buildSchema, type GraphQLSchema, graphql } from "../graphql/graphql-js.ts";
import { createMockResolver } from "../graphql/mock-resolvers.ts";
import { readViolations } from "../graphql/read-violations.ts";
import { createRememberField } from "../graphql/remember-fields.ts";
import { listRootFields } from "../graphql/root-fields.ts";
import { createScriptedAnswers } from "../graphql/scripted-answers.ts";
import { isObject } from "../internal/json.ts";
import type { Recorder, Violation } from "../mock/recorder.ts";
import { findPath, type PortableMock, type PortableMockOptions, toControls } from "./portable-mock.ts";
import { type ReadRequest, readRequest, toResponse } from "./read-request.ts";

/** Where the GraphQL vendor of this repository serves its API. */
const PATH = "/api/v1/graphql";

/** Creates the mock of a GraphQL schema for use without a server. */
export function createPortableGraphql(
  sdl: string,
  rules: VendorBehaviour,
  options: PortableMockOptions,
  recorder: Recorder,
): PortableMock {
  const schema = buildSchema(sdl);
  const behaviour = createBehaviour(rules, options, () => undefined);
  const scripted = createScriptedAnswers(new Set(listRootFields(schema).map(({ name }) => name)));
  const resolver = createMockResolver(schema, scripted, createRememberField(behaviour));
  return {
    ...toControls(behaviour, recorder),
    get violations() {
      return recorder.violations;
    },
    get scenarios() {
      return behaviour.active;
    },
    operationCount: listRootFields(schema).length,
    async respond(request) {
      const path = findPath(request.url, options.baseUrl);
      if (path === undefined || (path !== PATH && options.baseUrl === undefined)) return undefined;
      const isEndpoint = path === PATH || (path === "/" && isDeep(options.baseUrl));
      const read = await readRequest(request, path);
      const operation = describeOperation(read.text);
      const exchange: Exchange = {
        request: read.request,
        name: operation?.text ?? `${request.method} ${path}`,
        operation: undefined,
        params: readTexts(isObject(read.request.body) ? read.request.body["variables"] : undefined),
        clock: behaviour.clock,
      };
      const early = behaviour.before(exchange);
      const refusal = early ? undefined : refuse(read, exchange.name, isEndpoint);
      const first = early ?? refusal?.answer ?? (await answer(schema, resolver, request, read.request.body));
      const last = behaviour.after(exchange, first);
      const { response, text } = toResponse(last, request.method);
      recorder.add({
        method: request.method,
        path,
        url: read.url,
        query: read.request.query,
        headers: read.request.headers,
        body: read.text,
        operationId: operation?.rootField,
        operation: operation?.text,
        status: last.status,
        answer: text,
        violations: refusal ? [refusal.violation] : readViolations(exchange.name, text),
      });
      return response;
    },
  };
}

/** Whether a base URL is the endpoint itself and not only its origin. */
function isDeep(baseUrl: string | undefined): boolean {
  return baseUrl !== undefined && new URL(baseUrl).pathname !== "/";
}

/** What the mock server refuses before it looks at the query, in its order. */
function refuse({ request, violations: [broken] }: ReadRequest, operation: string, isEndpoint: boolean) {
  const { method, headers, body } = request;
  const refusal = (status: number, pointer: string, rule: string, message: string, code?: string) => {
    const violation: Violation = { operation, side: "request", pointer, rule, message };
    return { answer: jsonAnswer(status, { errors: [{ message, ...(code && { extensions: { code } }) }] }), violation };
  };
  if (!isEndpoint) return refusal(404, "", "NO_PATH_MATCHED_ERROR", `The API is served at ${PATH}`);
  if (method !== "POST") return refusal(405, "", "method", "The API takes POST only");
  if (!/^Bearer \S+$/.test(String(headers["authorization"] ?? ""))) {
    return refusal(401, "/header/authorization", "401", "Invalid API token", "UNAUTHORIZED");
  }
  if (broken) return refusal(400, "/body", "json", "POST body sent invalid JSON.", "BAD_REQUEST");
  if (!/^application\/(?:graphql\+)?json\b/i.test(String(headers["content-type"] ?? ""))) {
    return refusal(415, "/header/content-type", "415", "The body has to be JSON");
  }
  if (!isObject(body)) return refusal(400, "/body", "type", "POST body is expected to be an object", "BAD_REQUEST");
  if (!isObject(body["variables"] ?? {})) {
    return refusal(400, "/body/variables", "type", "The variables have to be an object", "BAD_REQUEST");
  }
  return undefined;
}

async function answer(
  schema: GraphQLSchema,
  fieldResolver: ReturnType<typeof createMockResolver>,
  request: Request,
  body: unknown,
): Promise<MockAnswer> {
  const { query = "", variables, operationName } = isObject(body) ? body : {};
  const result = await graphql({
    schema,
    source: String(query),
    variableValues: isObject(variables) ? variables : null,
    operationName: typeof operationName === "string" ? operationName : null,
    contextValue: { request },
    fieldResolver,
  });
  return jsonAnswer(200, result);
}
