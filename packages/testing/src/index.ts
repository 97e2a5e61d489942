// Mock servers.

// What a mock records.
export type { RecordedRequest, Violation } from "./mock/recorder.ts";
export { type Mock, type MockOptions, type MockRecords, startMock } from "./mock/start-mock.ts";
