// Mock servers

// Documents
export { listVendors } from "./document/load-document.ts";
// A server that fails as it is told; its parts stand in the entry point "./faults"
export { type FaultServer, type FaultServerOptions, startFaultServer } from "./faults/fault-server.ts";
// Tests that need no server
export { failureOf } from "./fetch/failure-of.ts";
export { createFetchWithout } from "./fetch/fetch-without.ts";
export { noRateLimit } from "./fetch/no-rate-limit.ts";
export { type Answer, createRecordingFetch, json, type SentRequest } from "./fetch/recording-fetch.ts";
export { withPollutedPrototype } from "./fetch/with-polluted-prototype.ts";
// What a mock records
export type { RecordedRequest, Violation } from "./mock/recorder.ts";
export { createSelfSigned, type SelfSigned } from "./mock/self-signed.ts";
export { type AllMocks, type AllMocksOptions, startAllMocks } from "./mock/start-all-mocks.ts";
export { type Mock, type MockOptions, type MockRecords, startMock } from "./mock/start-mock.ts";
