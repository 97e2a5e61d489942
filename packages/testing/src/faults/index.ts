// Faults: what can go wrong, and what is right for a client then
export { FAULTS, findFault } from "./catalogue/catalogue.ts";
export { CALL_CLASSES, type CallClass, type Fault, type FaultRow, type FaultyAnswer, type Strike } from "./fault.ts";
// Faulty servers, behind a socket and in the place of `fetch`
export { createFaultFetch, type FaultFetchOptions, type FetchClock } from "./fault-fetch.ts";
export { type FaultServer, type FaultServerOptions, startFaultServer } from "./fault-server.ts";
// What happened there, and whether a caller was told the truth
export { type CallEnd, type Finding, judge, type Trial } from "./judge.ts";
export {
  type ArrivedRequest,
  createLedger,
  type Effect,
  type Ledger,
  type LedgerBook,
  type LedgerEntry,
} from "./ledger.ts";
export { findDemand, type Outcome } from "./matrix.ts";
export { createRandom, type Random, toSeed } from "./random.ts";
export { answerJson, createThings, type HealthyAnswer, type TakeEffect, type World } from "./world.ts";
