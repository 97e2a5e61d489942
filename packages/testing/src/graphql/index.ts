// Mock of a GraphQL API.

// Contract tests
export { findAnswerProblems } from "./find-answer-problems.ts";
export type { RootField } from "./root-fields.ts";
export { listRootFields } from "./root-fields.ts";
export type { SampleExtent, Variables } from "./sample-variables.ts";
export { sampleInvalidVariables, sampleVariables } from "./sample-variables.ts";
export type { MockFailure } from "./scripted-answers.ts";
export type { GraphqlMock, GraphqlMockEngine, GraphqlMockOptions, GraphqlScript } from "./start-graphql-mock.ts";
export { createGraphqlMock, startGraphqlMock } from "./start-graphql-mock.ts";
