import { systemClock, type Verdict, type WaitOptions, type WaitSpec, waitFor } from "@vendor-clients/runtime";
import type { AltinityAnywhereClient } from "./client.ts";
import type { EnvStatusError } from "./generated/types.ts";
import { ENVIRONMENT_KINDS, type EnvironmentKind, isConnecting, isFinal } from "./quirks.ts";
import type { AnywhereResult } from "./result.ts";
import { unwrap } from "./unwrap.ts";
import { VENDOR } from "./vendor.ts";

/** An environment as the waiters see it. */
export interface EnvironmentState {
  readonly name: string;
  /** The revision that the last change asked for. */
  readonly specRevision: number;
  readonly status: {
    /** The revision that has been reached; 0 until the environment was connected for the first time. */
    readonly appliedSpecRevision: number;
    readonly pendingDelete: boolean;
    readonly errors: readonly EnvStatusError[];
  };
}

/** Options of {@link waitForEnvironmentApplied}. */
export interface AppliedOptions extends WaitOptions {
  /** The revision to wait for, as a mutation answered it. @default the one that the environment is asked to have when it is looked at */
  readonly specRevision?: number;
}

/** Options of {@link waitForEnvironmentDeleted}. */
export interface DeletedOptions extends WaitOptions {
  /** How long somebody has to confirm the deletion, in milliseconds since the wait began. @default 300_000 */
  readonly confirmationMs?: number;
}

/** How a deletion ended: the environment is gone, or nobody has confirmed the deletion. */
export type DeletionOutcome = "deleted" | "unconfirmed";

const DEFAULTS = { firstDelayMs: 30_000, intervalMs: 30_000, timeoutMs: 3_600_000 };
const CONFIRMATION_MS = 300_000;

/**
 * Waits until an environment has been brought to what its last change asked for; call it again with the name to resume.
 *
 * Looks after 30 s for the first time, every 30 s then, for 60 min at most. That it is not connected is no failure; another error of its
 * status is, and so are its deletion and an environment that stays unknown for a minute.
 *
 * @throws WaitError when it fails or the time is over; AuthError, HttpError when the server refuses the query; TypeError, RangeError for misuse.
 * @example
 * const { specRevision } = unwrap(await anywhere.op.updateAWSEnv({ input }));
 * await waitForEnvironmentApplied(anywhere, "awsEnv", "acme-staging", { specRevision });
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/provider/env_status/common/data_source.go
 */
export async function waitForEnvironmentApplied(
  client: Pick<AltinityAnywhereClient, "request">,
  kind: EnvironmentKind,
  name: string,
  options: AppliedOptions = {},
): Promise<EnvironmentState> {
  const { specRevision } = options;
  const judge = (seen: Seen): Verdict<EnvironmentState> => {
    if (seen === "gone") return { missing: "not found" };
    if ("waiting" in seen) return seen;
    return judgeApplied(seen.environment, specRevision ?? seen.environment.specRevision);
  };
  return waitFor({ ...describeWait("applied", client, kind, name), judge }, options);
}

/**
 * Waits until an environment is gone, after its deletion was asked for; call it again with the name to resume.
 *
 * `unconfirmed` when the deletion still waits for a confirmation by a second factor after 5 min: look for the message, confirm, and delete
 * again. Looks every 30 s for 60 min at most; errors that are not refusals mean that it is still being deleted.
 *
 * @throws WaitError when the time is over; AuthError, HttpError when the server refuses the query; TypeError, RangeError for misuse.
 * @example
 * unwrap(await anywhere.op.deleteAWSEnv({ input: { name: "acme-staging" } }));
 * const outcome = await waitForEnvironmentDeleted(anywhere, "awsEnv", "acme-staging");
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/provider/env/common/resource.go
 */
export async function waitForEnvironmentDeleted(
  client: Pick<AltinityAnywhereClient, "request">,
  kind: EnvironmentKind,
  name: string,
  options: DeletedOptions = {},
): Promise<DeletionOutcome> {
  const { clock = systemClock, confirmationMs = CONFIRMATION_MS } = options;
  const startMs = clock.now();
  let isConfirmed = false;
  const judge = (seen: Seen): Verdict<DeletionOutcome> => {
    if (seen === "gone") return { done: "deleted", state: "gone" };
    if ("waiting" in seen) return seen;
    const { environment } = seen;
    isConfirmed ||= environment.status.pendingDelete;
    if (environment.status.pendingDelete) return { waiting: "pending delete" };
    if (isConfirmed) return { waiting: "not pending delete any more", isUnknown: true };
    const isLate = clock.now() - startMs >= confirmationMs;
    return isLate ? { done: "unconfirmed", state: "not confirmed" } : { waiting: "pending confirmation" };
  };
  return waitFor({ ...describeWait("deleted", client, kind, name), judge }, options);
}

/** What a look brought home: the environment, an error that may pass by its class or an answer that nobody knows, or that there is none. */
type Seen =
  | { readonly environment: EnvironmentState }
  | { readonly waiting: string; readonly isUnknown?: boolean }
  | "gone";

type Wait = Pick<WaitSpec<Seen, never>, "vendor" | "operation" | "id" | "look" | "defaults">;

function describeWait(
  end: "applied" | "deleted",
  client: Pick<AltinityAnywhereClient, "request">,
  kind: EnvironmentKind,
  name: string,
): Wait {
  if (!ENVIRONMENT_KINDS.includes(kind)) throw new TypeError(`Cannot wait for ${JSON.stringify(kind)}: no such kind`);
  if (typeof name !== "string" || name === "") throw new TypeError("Cannot wait: expected the environment's name");
  const document = `query ${kind}Status($name:String!){${kind}(name:$name){${STATE_FIELDS}}}`;
  return {
    vendor: VENDOR,
    operation: `wait for ${kind} to be ${end}`,
    id: name,
    defaults: DEFAULTS,
    async look(call) {
      const result = await client.request<Record<string, EnvironmentState | null>>(document, { name }, call);
      return { data: readEnvironment(result, kind), response: result.response };
    },
  };
}

// A part of the environment is enough, and cheaper to answer 120 times than all of it.
const STATE_FIELDS = "name specRevision status{appliedSpecRevision pendingDelete errors{code message}}";

function readEnvironment(result: AnywhereResult<Record<string, EnvironmentState | null>>, kind: EnvironmentKind): Seen {
  const { data, error } = result;
  const environment = data?.[kind];
  // An error beside the data does not make the data wrong; one in its place does not make the environment disappear.
  if (environment?.status) return { environment };
  if (error?.code === "NOT_FOUND") return "gone";
  if (error && (isFinal(error) || error.errors.length === 0)) unwrap(result);
  if (error) return { waiting: `error ${error.code ?? "without a code"}` };
  // Only null says that there is none; what lacks the field or the status is an answer to another question.
  return environment === null ? "gone" : { waiting: "an answer in an unknown form", isUnknown: true };
}

function judgeApplied(environment: EnvironmentState, wanted: number): Verdict<EnvironmentState> {
  const { appliedSpecRevision, pendingDelete, errors } = environment.status;
  const state = `revision ${appliedSpecRevision} of ${wanted}`;
  if (appliedSpecRevision >= wanted) return { done: environment, state };
  if (pendingDelete) return { failed: `${state}, pending delete` };
  if (errors.length === 0) return { waiting: state };
  const described = `${state}, ${errors.map(({ code }) => code).join(" ")}`;
  return errors.every(({ code }) => isConnecting(code)) ? { waiting: described } : { failed: described };
}
