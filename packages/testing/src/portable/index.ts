// Mocks without a server and without Prism, also for browsers
export { createMockFetch, type MockFetch } from "./mock-fetch.ts";
export type { PortableMockOptions } from "./portable-mock.ts";
