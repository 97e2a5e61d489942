// A proxy that holds answers against the document
export { CREDENTIAL_VARIABLES, type Environment } from "./credentials.ts";
export type { Deviation, DeviationKind } from "./deviation.ts";
// Every safe operation, once
export { type DriftOptions, findDrift } from "./find-drift.ts";
export { type DriftProxy, type ProxyFailure, type ProxyOptions, startProxy } from "./proxy.ts";
export type { DriftReport, NotTried } from "./report.ts";
// The report for people
export { toHtmlReport } from "./to-html-report.ts";
export { toTextReport } from "./to-text-report.ts";
