// Contract tests.

// The document.
export { type DocumentOperation, type HttpMethod, listOperations } from "../document/list-operations.ts";
export { describeContract } from "./describe-contract.ts";
export type { ContractInit, ContractOptions, ContractResult, Gap } from "./options.ts";
// Samples.
export { type InvalidRequest, sampleInvalid } from "./sample-invalid.ts";
export { type SampledRequest, type SampleRequestOptions, sampleRequest } from "./sample-request.ts";
