// Mock servers

// Documents
export { listVendors } from "./document/load-document.ts";
// What a mock records
export type { RecordedRequest, Violation } from "./mock/recorder.ts";
export { type AllMocks, type AllMocksOptions, startAllMocks } from "./mock/start-all-mocks.ts";
export { type Mock, type MockOptions, type MockRecords, startMock } from "./mock/start-mock.ts";
