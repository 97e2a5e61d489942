import { setTimeout as pause } from "node:timers/promises";
import { loadDocument } from "../document/load-document.ts";
import type { Environment } from "./credentials.ts";
import { createDocumentAgenda } from "./document-agenda.ts";
import type { PlannedRequest } from "./plan-request.ts";
import { type DriftProxy, startProxy } from "./proxy.ts";
import { type DriftReport, type NotTried, toReport } from "./report.ts";

/** How a vendor's API is asked. */
export interface DriftOptions {
  /** Base URL of the API; of a GraphQL API the endpoint. Nothing is sent to any other origin. */
  readonly baseUrl: string;
  /** Where credentials are read, see `CREDENTIAL_VARIABLES`. @default process.env */
  readonly environment?: Environment;
  /** Values of parameters by name, `uid`, or by the path before the parameter, `/v1/projects`. */
  readonly params?: Readonly<Record<string, string>>;
  /** Requests per second, halved when the vendor answers 429. @default 2 */
  readonly ratePerSecond?: number;
  /** How long one request may take. @default 30_000 */
  readonly timeoutMs?: number;
  /** @default 1000 */
  readonly maxRequests?: number;
  /** Whether `writes` may be sent. @default false */
  readonly allowWrites?: boolean;
  /** Operations that are not safe and may be sent, `POST /v1/projects`; needs `allowWrites`. */
  readonly writes?: readonly string[];
  /** Certificates that are trusted beside the system's, PEM. */
  readonly ca?: string;
  /** Ends the run; what was found until then is reported. */
  readonly signal?: AbortSignal;
}

/** Next request, or what was not tried and why. */
export interface Agenda {
  readonly operations: number;
  /** `undefined` when nothing more can be sent. */
  next(): { readonly operation: string; readonly request: PlannedRequest } | undefined;
  /** Learns from the answer of the request that `next` gave last. */
  learn(operation: string, body: unknown): void;
  /** What is left over. */
  rest(): readonly NotTried[];
}

const DEFAULTS = { ratePerSecond: 2, timeoutMs: 30_000, maxRequests: 1000 };
/** After so many failures without an answer between them nobody is there. */
const MAX_FAILURES_IN_A_ROW = 5;

/**
 * Sends each safe operation for which there are credentials once, and says where the answers differ from the document.
 *
 * @throws RangeError when there is no such vendor or no such operation to write; TypeError for a base URL or writes that are not allowed.
 * @example
 * const report = await findDrift("palette", { baseUrl: "https://api.spectrocloud.com" });
 */
export async function findDrift(vendor: string, options: DriftOptions): Promise<DriftReport> {
  const agenda = await createAgenda(vendor, options);
  const proxy = await startProxy(vendor, {
    target: options.baseUrl,
    timeoutMs: options.timeoutMs ?? DEFAULTS.timeoutMs,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  try {
    return await run(vendor, agenda, proxy, options);
  } finally {
    await proxy.close();
  }
}

async function createAgenda(vendor: string, options: DriftOptions): Promise<Agenda> {
  const { environment = process.env, params = {}, writes = [], allowWrites = false } = options;
  if (writes.length > 0 && !allowWrites) throw new TypeError("Cannot write: writes are not allowed, see allowWrites");
  const source = loadDocument(vendor);
  const known = { vendor, environment, params: new Map(Object.entries(params)), writes };
  if (source.kind === "openapi") return createDocumentAgenda(source.document, known);
  const { createGraphqlAgenda } = await import("./graphql-agenda.ts");
  return createGraphqlAgenda(source.schema, known);
}

async function run(vendor: string, agenda: Agenda, proxy: DriftProxy, options: DriftOptions): Promise<DriftReport> {
  const { maxRequests = DEFAULTS.maxRequests, signal } = options;
  const answers: Record<string, number> = {};
  const failures: Record<string, number> = {};
  let rate = options.ratePerSecond ?? DEFAULTS.ratePerSecond;
  let tried = 0;
  let failedInARow = 0;
  const isAborted = (): boolean => signal?.aborted === true;
  while (!isAborted() && tried < maxRequests && failedInARow < MAX_FAILURES_IN_A_ROW) {
    const next = agenda.next();
    if (next === undefined) break;
    if (tried > 0) await pause(1000 / rate, undefined, { ...(signal ? { signal } : {}) }).catch(() => {});
    if (isAborted()) break;
    tried += 1;
    const answer = await send(proxy, next.request, options);
    if ("code" in answer) {
      if (answer.code === "ABORTED") break;
      failures[answer.code] = (failures[answer.code] ?? 0) + 1;
      failedInARow += 1;
      continue;
    }
    failedInARow = 0;
    answers[answer.status] = (answers[answer.status] ?? 0) + 1;
    if (answer.status === 429) rate /= 2;
    if (answer.status < 300) agenda.learn(next.operation, answer.value);
  }
  const isInterrupted = isAborted();
  const seen = proxy.deviations;
  const { operations } = agenda;
  return toReport({ vendor, isInterrupted, operations, tried, answers, failures, notTried: agenda.rest(), seen });
}

async function send(
  proxy: DriftProxy,
  { method, path, headers, body }: PlannedRequest,
  { timeoutMs = DEFAULTS.timeoutMs, signal }: DriftOptions,
): Promise<{ readonly status: number; readonly value: unknown } | { readonly code: string }> {
  const failedBefore = proxy.failures.length;
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${proxy.url}${path}`, {
      ...{ method, headers, redirect: "manual" },
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const failure = proxy.failures.length > failedBefore ? proxy.failures.at(-1) : undefined;
    if (failure) return failure;
    return { status: response.status, value: readJson(text) };
  } catch {
    if (signal?.aborted === true) return { code: "ABORTED" };
    return limit.aborted ? { code: "ETIMEDOUT" } : (proxy.failures.at(-1) ?? { code: "FAILED" });
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
