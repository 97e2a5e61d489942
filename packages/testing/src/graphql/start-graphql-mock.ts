import { createYoga, type Plugin } from "graphql-yoga";
import type { HttpHandler } from "../mock/http-handler.ts";
import { listen } from "../mock/listen.ts";
import { createRecorder } from "../mock/recorder.ts";
import {
  DEFAULT_HOST,
  DEFAULT_RECORD_LIMIT,
  type Mock,
  type MockOptions,
  type MockRecords,
} from "../mock/start-mock.ts";
import { createGraphqlHandler } from "./graphql-handler.ts";
import { buildSchema, type GraphQLSchema } from "./graphql-js.ts";
import { createMockResolver } from "./mock-resolvers.ts";
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
  readonly operationCount: number;
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
  const { path = DEFAULT_PATH, port = 0, host = DEFAULT_HOST } = options;
  const engine = createGraphqlMock(options);
  const { url, close } = await listen("the GraphQL mock", engine.handler, { port, host });
  return {
    url: `${url}${path}`,
    close,
    operationCount: engine.operationCount,
    requests: engine.requests,
    get violations() {
      return engine.violations;
    },
    answer: engine.answer,
    fail: engine.fail,
    reset: engine.reset,
  };
}

/** Creates the mock's handler for a server of one's own. */
export function createGraphqlMock(options: GraphqlMockOptions): GraphqlMockEngine {
  const { path = DEFAULT_PATH, recordLimit = DEFAULT_RECORD_LIMIT } = options;
  const schema = buildSchema(options.schema);
  const names = listRootFields(schema).map(({ name }) => name);
  const scripted = createScriptedAnswers(new Set(names));
  const recorder = createRecorder(recordLimit);
  const yoga = createYoga({
    schema,
    graphqlEndpoint: path,
    plugins: [answerEveryField(schema, scripted)],
    logging: false,
    maskedErrors: false,
    graphiql: false,
    landingPage: false,
  });
  return {
    handler: createGraphqlHandler((url, init) => yoga.fetch(url, init), recorder, path),
    operationCount: names.length,
    requests: recorder.requests,
    get violations() {
      return recorder.violations;
    },
    answer: scripted.answer,
    fail: scripted.fail,
    reset() {
      recorder.reset();
      scripted.reset();
    },
  };
}

function answerEveryField(schema: GraphQLSchema, scripted: ScriptedAnswers): Plugin {
  return {
    onExecute({ args }) {
      args.fieldResolver = createMockResolver(schema, scripted);
    },
  };
}
