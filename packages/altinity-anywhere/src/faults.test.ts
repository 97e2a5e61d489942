import { inspect } from "node:util";
import { isClientError } from "@vendor-clients/runtime";
import { createFakeClock } from "@vendor-clients/testing/clock";
import {
  answerJson,
  type CallClass,
  type CallEnd,
  createFaultFetch,
  createLedger,
  FAULTS,
  type Fault,
  judge,
  type Outcome,
  type World,
} from "@vendor-clients/testing/faults";
import { beforeAll, describe, expect, it } from "vitest";
import { type AltinityAnywhereClient, createAltinityAnywhereClient, unwrap } from "./index.ts";
import { waitForEnvironmentApplied } from "./wait.ts";

const TOKEN = "t0ken-canary-4711";
const SECRET = "encrypted-canary-0815";
const NAME = "acme-canary-environment";
const SEEDS = [1, 2, 3];
const ORIGIN = "https://api.example.test";
const APPLIED = { appliedSpecRevision: 1, pendingDelete: false, errors: [] };

/** A healthy vendor: answers the query with an environment, and lets the mutation take effect. */
const world: World = ({ body, headers }, takeEffect) => {
  if (headers["authorization"] !== `Bearer ${TOKEN}`)
    return answerJson({ errors: [{ message: "Invalid API token" }] }, 401);
  if (!body.includes("mutation createAWSEnv")) {
    return answerJson({ data: { awsEnv: { name: NAME, specRevision: 1, status: APPLIED } } });
  }
  takeEffect("create", NAME);
  return answerJson({ data: { createAWSEnv: { mutationId: "1", spec: {}, specRevision: 1 } } });
};

// What the schema demands beside these is not what the faults are about.
const INPUT = { input: { name: NAME, spec: { datadog: { encApiKey: SECRET } } } } as never;
const CALLS = {
  safe: async (client: AltinityAnywhereClient) => unwrap(await client.query("awsEnv", { name: NAME })),
  write: async (client: AltinityAnywhereClient) => unwrap(await client.mutate("createAWSEnv", INPUT)),
  poller: (client: AltinityAnywhereClient, clock: ReturnType<typeof createFakeClock>) =>
    waitForEnvironmentApplied(client, "awsEnv", NAME, { clock, timeoutMs: 600_000 }),
} satisfies Partial<Record<CallClass, unknown>>;

async function run(callClass: keyof typeof CALLS, fault: Fault, seed: number) {
  const clock = createFakeClock();
  const ledger = createLedger();
  const events: unknown[] = [];
  const fetch = createFaultFetch({ fault, world, ledger, clock, seed, origins: [ORIGIN] });
  const onEvent = (event: unknown) => void events.push(event);
  const baseUrl = `${ORIGIN}/graphql`;
  const client = createAltinityAnywhereClient({ token: TOKEN, baseUrl, fetch, clock, onEvent, maxBodyBytes: 2 ** 20 });
  const end = await clock.runUntil(readEnd(CALLS[callClass](client, clock)));
  const shown = [inspect(end.error, { depth: 12, showHidden: true }), JSON.stringify([end.error, events])].join("\n");
  return { end, ledger, shown, tookMs: clock.now(), pendingTimers: clock.pendingTimers };
}

async function readEnd(call: Promise<unknown>): Promise<CallEnd & { error?: unknown }> {
  return call.then(
    () => ({ outcome: "success" }),
    (error: unknown) => {
      if (!isClientError(error)) return { outcome: "untyped", error };
      const applied = error.code === "AMBIGUOUS_WRITE" ? error.applied : undefined;
      return { outcome: OUTCOMES[error.code] ?? "untyped", applied, error };
    },
  );
}

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  HTTP_ERROR: "http",
  NETWORK_ERROR: "network",
  HEADERS_TIMEOUT: "timeout",
  BODY_TIMEOUT: "timeout",
  DEADLINE_EXCEEDED: "timeout",
  RATE_LIMITED: "rate-limited",
  AMBIGUOUS_WRITE: "ambiguous",
  RESPONSE_FORMAT: "unreadable",
  RESPONSE_TOO_LARGE: "too-large",
  AUTH_FAILED: "auth",
  WAIT_FAILED: "waiting",
  WAIT_TIMEOUT: "waiting",
};

describe.each(FAULTS.map((fault) => [fault.name, fault] as const))("%s", (_, fault) => {
  // What follows a failure is loaded with the first call, and the clock of a test would run ahead of the loading.
  beforeAll(async () => {
    const fetch = async () => new Response(null, { status: 404 });
    await createAltinityAnywhereClient({ token: TOKEN, fetch }).query("awsEnvs");
  });

  it.each([
    "safe",
    "poller",
  ] as const)("%s, ends as the matrix of faults demands and shows no secret", async (callClass) => {
    for (const seed of SEEDS) {
      const { end, ledger, shown, tookMs, pendingTimers } = await run(callClass, fault, seed);
      const findings = judge({ fault, callClass, subject: NAME, ledger, end });
      expect({ seed, findings, pendingTimers }).toEqual({ seed, findings: [], pendingTimers: 0 });
      expect(tookMs).toBeLessThanOrEqual(callClass === "safe" ? 300_250 : 600_250);
      expect(shown).not.toContain(TOKEN);
    }
  });

  it("a mutation, is sent once, takes effect once at most, and its caller is told the truth", async () => {
    for (const seed of SEEDS) {
      const { end, ledger, shown, tookMs, pendingTimers } = await run("write", fault, seed);
      // It is not sent again even where nothing had left, which the matrix would allow a write.
      const findings = judge({ fault, callClass: "write", subject: NAME, ledger, end });
      const wrong = findings.filter(({ kind }) => kind !== "unexpected" || end.outcome === "untyped");
      expect({ seed, wrong, pendingTimers }).toEqual({ seed, wrong: [], pendingTimers: 0 });
      expect(ledger.entries.length + ledger.unsent).toBe(1);
      expect(tookMs).toBeLessThanOrEqual(60_250);
      for (const secret of [TOKEN, SECRET]) expect(shown).not.toContain(secret);
    }
  });
});
