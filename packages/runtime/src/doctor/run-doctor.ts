import { redact } from "../errors/redact.ts";
import type { ClientOptions } from "../options.ts";
import { ownCopy } from "../request/own-copy.ts";
import { systemClock } from "../time/clock.ts";
import { checkBaseUrl } from "./check-base-url.ts";
import { checkCertificate } from "./check-certificate.ts";
import { checkClock } from "./check-clock.ts";
import { type CheckedConnection, checkConnection } from "./check-connection.ts";
import { checkCredentials, isRefused } from "./check-credentials.ts";
import { checkRead } from "./check-read.ts";
import { collectTexts } from "./collect-texts.ts";
import type { DoctorCheck, DoctorCheckName, DoctorReport, Finding } from "./doctor-report.ts";
import type { AskLimits, DoctorOptions, DoctorSpec, Patient, Reading } from "./doctor-spec.ts";
import { isUnreached } from "./explain-code.ts";
import { canReadCertificates } from "./read-certificate.ts";
import { readFailure } from "./read-failure.ts";
import type { Bounds } from "./within.ts";

const DEFAULT_TIMEOUT_MS = 15_000;

/**
 * Examines a client's set-up, from its options to one reading call, and reports what it found; a check that fails is a finding.
 *
 * Credentials are sent only after the host has answered without them, and every call is sent once.
 *
 * @throws the reason of `signal` when the caller ended it; nothing else.
 */
export async function runDoctor<O extends ClientOptions>(
  spec: DoctorSpec<O>,
  { signal, timeoutMs = DEFAULT_TIMEOUT_MS }: DoctorOptions = {},
): Promise<DoctorReport> {
  signal?.throwIfAborted();
  const options = ownCopy(spec.options ?? {}) as O;
  const bounds: Bounds = { clock: options.clock ?? systemClock, timeoutMs, signal };
  const ledger = createLedger(bounds, collectTexts(options));
  const limits: AskLimits = { timeoutMs, attemptTimeoutMs: timeoutMs, maxAttempts: 1, ...(signal && { signal }) };

  const opened = openPatient(spec, options, limits);
  ledger.add("options", opened.finding);
  const { url, finding } = checkBaseUrl(() => spec.readBaseUrl(options), spec.basePath);
  ledger.add("base URL", finding);
  if (url === undefined) ledger.skip("the base URL cannot be used", "connection", "certificate", "clock");
  const hasConnected = url !== undefined && (await examineHost(spec, options, url, ledger));
  if (!opened.patient || !hasConnected) {
    ledger.skip(opened.patient ? "there is no connection" : "there is no client", "credentials", "scope", "read");
  } else {
    await examineAccess(opened.patient, limits, ledger);
  }
  return { vendor: spec.vendor, host: url?.host, outcome: findWorst(ledger.checks), checks: ledger.checks };
}

interface Ledger {
  readonly bounds: Bounds;
  readonly checks: readonly DoctorCheck[];
  add(name: DoctorCheckName, finding: Finding, durationMs?: number): void;
  /** Makes a check, and notes how long it took. */
  run(name: DoctorCheckName, check: () => Finding | Promise<Finding>): Promise<void>;
  skip(reason: string, ...names: readonly DoctorCheckName[]): void;
}

function createLedger(bounds: Bounds, secrets: readonly string[]): Ledger {
  const { clock } = bounds;
  const checks: DoctorCheck[] = [];
  const ledger: Ledger = {
    bounds,
    checks,
    add(name, { outcome, found, advice }, durationMs = 0) {
      const clean = advice === undefined ? {} : { advice };
      checks.push({ name, outcome, found: redact(found, secrets), ...clean, durationMs: Math.round(durationMs) });
    },
    async run(name, check) {
      const startMs = clock.now();
      const finding = await check();
      ledger.add(name, finding, clock.now() - startMs);
    },
    skip(reason, ...names) {
      for (const name of names) ledger.add(name, { outcome: "skipped", found: reason });
    },
  };
  return ledger;
}

interface Opened {
  readonly finding: Finding;
  readonly patient?: Patient;
}

function openPatient<O extends ClientOptions>(spec: DoctorSpec<O>, options: O, limits: AskLimits): Opened {
  try {
    const { signal: _, ...times } = limits;
    const patient = spec.open(Object.assign(ownCopy(options), times));
    return { patient, finding: { outcome: "ok", found: "a client can be created of them" } };
  } catch (error) {
    // The messages of a client's misuse name options and never repeat their values.
    const found = error instanceof TypeError ? error.message : "the client could not be created";
    return { finding: { outcome: "failed", found, advice: "Correct the options" } };
  }
}

/** Connection, certificate and clock; whether an answer came. */
async function examineHost<O extends ClientOptions>(
  { trust }: DoctorSpec<O>,
  { fetch }: O,
  url: URL,
  ledger: Ledger,
): Promise<boolean> {
  const send = chooseFetch(trust, fetch);
  if (send === undefined) {
    ledger.skip("the client's trust cannot be used", "connection", "certificate", "clock");
    return false;
  }
  let connection: CheckedConnection | undefined;
  await ledger.run("connection", async () => {
    connection = await checkConnection(url, send, ledger.bounds);
    return connection.finding;
  });
  const { times, systemCode } = connection ?? {};
  const obstacle = findObstacle(url, fetch !== undefined, systemCode);
  if (obstacle === undefined) {
    const hasConnected = times !== undefined;
    await ledger.run("certificate", () => checkCertificate(url, trust?.tls, hasConnected, ledger.bounds));
  } else {
    ledger.skip(obstacle, "certificate");
  }
  if (times) ledger.add("clock", checkClock(times));
  else ledger.skip("there is no connection", "clock");
  return times !== undefined;
}

function chooseFetch(
  trust: DoctorSpec<ClientOptions>["trust"],
  fetch: typeof globalThis.fetch | undefined,
): typeof globalThis.fetch | undefined {
  try {
    return trust ? trust.createFetch() : (fetch ?? globalThis.fetch);
  } catch {
    return undefined;
  }
}

/** Why there is no certificate to look at. */
function findObstacle(url: URL, hasOwnFetch: boolean, systemCode: string | undefined): string | undefined {
  if (url.protocol !== "https:") return "without https there is none";
  if (hasOwnFetch) return "the fetch that was given connects in its own way";
  if (!canReadCertificates()) return "only Node.js, from 22.3 on, can look at it";
  return isUnreached(systemCode) ? "no server was reached" : undefined;
}

/** Credentials, scope and read, by one call and what the vendor's scope needs. */
async function examineAccess(patient: Patient, limits: AskLimits, ledger: Ledger): Promise<void> {
  const reading = await ask(patient, limits, ledger.bounds);
  ledger.add("credentials", checkCredentials(patient, reading, Date.now()), reading.durationMs);
  if (isRefused(patient, reading)) return ledger.skip("the credentials were refused", "scope", "read");
  const { checkScope } = patient;
  if (checkScope) await ledger.run("scope", () => guardScope(() => checkScope(reading, limits), ledger.bounds));
  else ledger.skip("the vendor has none", "scope");
  ledger.add("read", checkRead(patient, reading), reading.durationMs);
}

async function ask({ read }: Patient, limits: AskLimits, { clock, signal }: Bounds): Promise<Reading> {
  const startMs = clock.now();
  try {
    return { data: await read(limits), durationMs: clock.now() - startMs };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    return { failure: readFailure(error), durationMs: clock.now() - startMs };
  }
}

/** A scope that cannot be asked for says nothing of the set-up. */
async function guardScope(check: () => Finding | Promise<Finding>, { signal }: Bounds): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const { code, status, systemCode } = readFailure(error);
    return { outcome: "skipped", found: `the vendor did not tell (${status ?? systemCode ?? code})` };
  }
}

function findWorst(checks: readonly DoctorCheck[]): DoctorReport["outcome"] {
  const has = (outcome: string) => checks.some((check) => check.outcome === outcome);
  if (has("failed")) return "failed";
  return has("warning") ? "warning" : "ok";
}
