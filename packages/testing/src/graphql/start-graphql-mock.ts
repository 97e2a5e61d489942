import { createYoga, type Plugin } from "graphql-yoga";
import { type Behaviour, createBehaviour } from "../behaviour/behaviour.ts";
import type { OperationSummary } from "../mock/create-vendor-mock.ts";
import type { HttpHandler } from "../mock/handler.ts";
import { listen } from "../mock/listen.ts";
import { type ArrivedRequest, createRecorder } from "../mock/recorder.ts";
import {
  DEFAULT_HOST,
  DEFAULT_RECORD_LIMIT,
  type Mock,
  type MockOptions,
  type MockRecords,
  toMock,
} from "../mock/start-mock.ts";
import { loadBehaviour } from "../vendors/load-behaviour.ts";
import { createGraphqlHandler } from "./graphql-handler.ts";
import { buildSchema, type GraphQLSchema } from "./graphql-js.ts";
import { createMockResolver } from "./mock-resolvers.ts";
import { createRememberField } from "./remember-fields.ts";
import { listRootFields } from "./root-fields.ts";
import { createScriptedAnswers, type MockFailure, type ScriptedAnswers } from "./scripted-answers.ts";

/** Options of {@link startGraphqlMock}. */
export interface GraphqlMockOptions extends MockOptions {
  /** The schema's text. */
  readonly schema: string;
  /**
   * Path at which the API is served.
   *
   * @default "/api/v1/graphql"
   */
  readonly path?: string;
  /** Vendor whose scenarios can be used. @default none */
  readonly vendor?: string;
}

/** Chooses what a mock answers, until it is reset. */
export interface GraphqlScript {
  /** Answers a root field with a value: null, a partial object that the mock completes, or a function of its arguments. */
  answer(rootField: string, value: unknown): void;
  /** Answers a root field, or a field below it, with an error. */
  fail(rootField: string, failure: MockFailure): void;
}

/** A running mock of a GraphQL API; `url` is the endpoint, `reset()` also forgets chosen answers. */
export interface GraphqlMock extends Mock, GraphqlScript {}

/** A mock that does not listen by itself. */
export interface GraphqlMockEngine extends MockRecords, GraphqlScript {
  readonly handler: HttpHandler;
  /** Writes down a request that did not reach the handler. */
  readonly record: (request: ArrivedRequest) => void;
  readonly operationCount: number;
  readonly operations: readonly OperationSummary[];
  /** How many violations there were since the start, also of requests that are forgotten. */
  readonly violationCount: number;
}

const DEFAULT_PATH = "/api/v1/graphql";

/**
 * Starts a mock of a GraphQL API, made from its schema: it demands a bearer token, validates document and variables, and
 * answers every field with a stable value of the right type.
 *
 * @throws GraphQLError when the schema does not parse; Error when the port cannot be had.
 * @example
 * const mock = await startGraphqlMock({ schema });
 * mock.answer("awsEnv", null);
 * mock.fail("createAWSEnv", { code: "CONFLICT", message: "conflict" });
 * await mock.close();
 */
export async function startGraphqlMock(options: GraphqlMockOptions): Promise<GraphqlMock> {
  const { path = DEFAULT_PATH, port = 0, host = DEFAULT_HOST, recordLimit = DEFAULT_RECORD_LIMIT, tls } = options;
  const behaviour = createBehaviour(await loadBehaviour(options.vendor), options, () => undefined);
  const engine = createGraphqlMock({ ...options, recordLimit, behaviour });
  const { url, close, certificate } = await listen("the GraphQL mock", engine.handler, { port, host, tls });
  const mock = toMock(Object.assign(engine, { path, behaviour }), `${url}${path}`, close, certificate);
  return Object.assign(mock, { answer: engine.answer, fail: engine.fail });
}

/** What a mock that does not listen by itself is made of. */
export interface GraphqlEngineOptions {
  readonly schema: string;
  readonly path?: string;
  readonly recordLimit: number;
  readonly behaviour: Behaviour;
}

/** Creates the mock's handler for a server of one's own. */
export function createGraphqlMock(options: GraphqlEngineOptions): GraphqlMockEngine {
  const { path = DEFAULT_PATH, recordLimit, behaviour } = options;
  const schema = buildSchema(options.schema);
  const rootFields = listRootFields(schema);
  const names = rootFields.map(({ name }) => name);
  const scripted = createScriptedAnswers(new Set(names));
  const recorder = createRecorder(recordLimit);
  const yoga = createYoga({
    schema,
    graphqlEndpoint: path,
    plugins: [answerEveryField(schema, scripted, behaviour)],
    logging: false,
    maskedErrors: false,
    graphiql: false,
    landingPage: false,
  });
  return {
    handler: createGraphqlHandler((url, init) => yoga.fetch(url, init), recorder, { endpoint: path, behaviour }),
    operationCount: names.length,
    operations: rootFields.map(({ kind, name, hasSchema }) => ({
      name: `${kind} ${name}`,
      operationId: name,
      isDescribed: hasSchema,
    })),
    requests: recorder.requests,
    record: recorder.add,
    get violations() {
      return recorder.violations;
    },
    get violationCount() {
      return recorder.violationCount;
    },
    answer: scripted.answer,
    fail: scripted.fail,
    reset() {
      recorder.reset();
      scripted.reset();
      behaviour.reset();
    },
  };
}

function answerEveryField(schema: GraphQLSchema, scripted: ScriptedAnswers, behaviour: Behaviour): Plugin {
  const resolver = createMockResolver(schema, scripted, createRememberField(behaviour));
  return {
    onExecute({ args }) {
      args.fieldResolver = resolver;
    },
  };
}
