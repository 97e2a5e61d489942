import { type AmbiguousWriteError, type Clock, isClientError, type Result, unwrap } from "@vendor-clients/runtime";
import { ResponseFormatError } from "@vendor-clients/runtime/errors";
import { ApplyConflictError } from "./apply-conflict-error.ts";
import type { ImplyClient } from "./client.ts";
import { type Comparison, compareFields, type FieldDifference } from "./compare-cluster.ts";
import type { Cluster, ClusterPatch, ClusterWrite } from "./generated/types.ts";
import { readClusters } from "./quirks.ts";
import { type ClusterWaitOptions, waitForCluster } from "./wait.ts";

/** Options of {@link applyCluster}. */
export interface ApplyOptions {
  /** The cluster to change. @default the one cluster whose `metadata.name` is the desired one, or a new one */
  readonly clusterId?: string;
  /**
   * `patch` sends the fields that differ and leaves alone what the desired cluster does not name; `overwrite` replaces the configuration, so
   * that such fields go.
   *
   * @default "patch"
   */
  readonly mode?: "patch" | "overwrite";
  /** Compares and changes nothing; a new cluster is checked by the Manager. @default false */
  readonly dryRun?: boolean;
  /** The resource version that the change was made for; another one is an {@link ApplyConflictError}. */
  readonly resourceVersion?: number;
  /** Waits until the cluster is in its desired state. @default false */
  readonly wait?: boolean | ClusterWaitOptions;
  /** Ends it; its `reason` is rethrown untouched. What was sent stays sent. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/** What was done to a cluster, or what a dry run would do. */
export interface Applied {
  readonly action: "create" | "overwrite" | "patch" | "none";
  readonly dryRun: boolean;
  /** Where the cluster differed; all fields for a new one. */
  readonly differences: readonly FieldDifference[];
  /** `undefined` for a new cluster that was only checked. */
  readonly clusterId: string | undefined;
  /** The cluster as the Manager showed it last. */
  readonly cluster: Cluster;
}

type ApplyClient = Pick<ImplyClient, "GET" | "POST" | "PUT" | "PATCH">;

const MOST_TRIES = 3;

/**
 * Brings a cluster to what a file says, as a pipeline does after each change of that file: creates it when there is none, and else changes
 * what differs; starts and stops it by `spec.desiredState`.
 *
 * A change that somebody else made meanwhile, which the Manager refuses with 409, is read and compared again. An overwrite without a
 * desired state keeps the present one, and one without `spec.pivot.accessMode` gets the present one, else `PROXIED`. A change whose answer
 * was lost is looked for, and reported as done when it is there.
 *
 * @throws TypeError for a cluster that cannot be applied, or when several have its name; ApplyConflictError when the resource version is
 * another; HttpError when the Manager refuses; AmbiguousWriteError when a change was lost and is not to be seen; WaitError when the wait ends badly.
 * @example
 * const desired = JSON.parse(await readFile("clusters/reporting.json", "utf8"));
 * const { differences } = await applyCluster(imply, desired, { dryRun: true });
 * if (differences.length > 0) await applyCluster(imply, desired, { wait: true });
 * @see https://docs.imply.io/api/manager/manager-api-overview
 */
export async function applyCluster(
  client: ApplyClient,
  desired: ClusterWrite,
  options: ApplyOptions = {},
): Promise<Applied> {
  checkDesired(desired);
  const { dryRun = false, wait = false, signal, clock } = options;
  const call = signal ? { signal } : {};
  const present = await findCluster(client, desired.metadata.name, options.clusterId, call);
  const applied = present
    ? await change(client, desired, present, options, call)
    : await create(client, desired, dryRun, options.resourceVersion, call);
  if (dryRun || !wait || applied.clusterId === undefined) return applied;
  const waiting = { ...call, ...(clock && { clock }), ...(wait === true ? {} : wait) };
  const state = desired.spec.desiredState ?? present?.spec.desiredState ?? "STARTED";
  return { ...applied, cluster: await waitForCluster(client, applied.clusterId, state, waiting) };
}

function checkDesired(desired: Partial<ClusterWrite> | null): void {
  const { name } = (desired?.metadata ?? {}) as { name?: unknown };
  const { spec } = desired ?? {};
  if (typeof name === "string" && name !== "" && typeof spec === "object" && spec !== null) return;
  throw new TypeError('Cannot apply cluster: expected "metadata.name" and "spec"');
}

/** A cluster that is there, and the id that it is changed by. */
interface Present extends Cluster {
  readonly clusterId: string;
}

async function findCluster(client: ApplyClient, name: string, clusterId: string | undefined, call: Call) {
  const id = clusterId ?? (await findId(client, name, call));
  if (id === undefined) return undefined;
  const cluster = unwrap(await client.GET("/clusters/{clusterId}", { params: { path: { clusterId: id } }, ...call }));
  return { ...cluster, clusterId: id };
}

type Call = { readonly signal?: AbortSignal };

async function findId(client: ApplyClient, name: string, call: Call): Promise<string | undefined> {
  const clusters = readClusters(unwrap(await client.GET("/clusters", call)));
  const matches = clusters.filter(({ metadata }) => metadata?.name === name);
  if (matches.length > 1) {
    throw new TypeError(`Cannot apply cluster: ${matches.length} clusters have the name, say which by "clusterId"`);
  }
  if (matches.length === 0) return undefined;
  return matches[0]?.metadata.uid ?? refuse("GET /clusters", "a cluster without metadata.uid", 200);
}

async function create(
  client: ApplyClient,
  desired: ClusterWrite,
  dryRun: boolean,
  resourceVersion: number | undefined,
  call: Call,
): Promise<Applied> {
  if (resourceVersion !== undefined) throw new ApplyConflictError(resourceVersion, undefined);
  const { differences } = compareFields({ ...desired }, {}, false);
  const query = dryRun ? { params: { query: { dryRun } } } : {};
  const { response, ...result } = await client.POST("/clusters", { body: desired, ...query, ...call });
  const cluster = unwrap({ ...result, response } as Result<Cluster, unknown>);
  const clusterId = dryRun ? undefined : cluster?.metadata?.uid;
  // 200 means that the Manager only checked the cluster.
  if (!dryRun && clusterId === undefined) refuse("POST /clusters", "no metadata.uid, as for a check", response.status);
  return { action: "create", dryRun, differences, clusterId, cluster };
}

async function change(
  client: ApplyClient,
  desired: ClusterWrite,
  found: Present,
  { mode = "patch", dryRun = false, resourceVersion }: ApplyOptions,
  call: Call,
): Promise<Applied> {
  for (let present = found, tries = 1; ; tries++) {
    const version = present.status?.resourceVersion;
    if (resourceVersion !== undefined && version !== resourceVersion) {
      throw new ApplyConflictError(resourceVersion, version);
    }
    const { clusterId, ...cluster } = present;
    const { body, ...comparison } =
      mode === "patch" ? comparePatch(desired, present) : compareOverwrite(desired, present);
    const action = comparison.differences.length === 0 ? "none" : mode;
    const applied = { action, dryRun, differences: comparison.differences, clusterId, cluster } as const;
    if (dryRun || action === "none") return applied;
    const result = await sendOnce(client, mode, clusterId, body, call);
    if ("landed" in result) return { ...applied, cluster: result.landed };
    if (result.response.status !== 409) return { ...applied, cluster: unwrap(result) ?? cluster };
    present = await readAgain(client, result, present, tries, call);
  }
}

/** Sends a change; one in doubt has landed when the cluster is as it says. */
async function sendOnce(
  client: ApplyClient,
  mode: "patch" | "overwrite",
  clusterId: string,
  body: object,
  call: Call,
): Promise<Result<Cluster, unknown> | { readonly landed: Cluster }> {
  try {
    return await send(client, mode, clusterId, body, call);
  } catch (error) {
    if (!isClientError(error, "AMBIGUOUS_WRITE")) throw error;
    return { landed: await findLanded(client, mode, clusterId, body, call, error) };
  }
}

async function findLanded(
  client: ApplyClient,
  mode: "patch" | "overwrite",
  clusterId: string,
  body: object,
  call: Call,
  doubt: AmbiguousWriteError,
): Promise<Cluster> {
  const { data } = await client.GET("/clusters/{clusterId}", { params: { path: { clusterId } }, ...call }).catch(() => {
    call.signal?.throwIfAborted();
    throw doubt;
  });
  if (!data) throw doubt;
  const { uid, ...metadata } = data.metadata ?? {};
  const { differences } = compareFields({ ...body }, { metadata, spec: data.spec }, mode === "overwrite");
  // A merge patch takes a field away by null.
  if (differences.some(({ value, found }) => value !== null || found !== "absent")) throw doubt;
  return data;
}

/** After a 409: the cluster as somebody else left it. Without such a change the refusal has another reason, and stands. */
async function readAgain(
  client: ApplyClient,
  refusal: Result<Cluster, unknown>,
  before: Present,
  tries: number,
  call: Call,
): Promise<Present> {
  const { clusterId } = before;
  const cluster = unwrap(await client.GET("/clusters/{clusterId}", { params: { path: { clusterId } }, ...call }));
  const hasChanged = cluster.status?.resourceVersion !== before.status?.resourceVersion;
  if (!hasChanged || tries >= MOST_TRIES) unwrap(refusal);
  return { ...cluster, clusterId };
}

function send(client: ApplyClient, mode: "patch" | "overwrite", clusterId: string, body: object, call: Call) {
  const init = { params: { path: { clusterId } }, ...call };
  return mode === "patch"
    ? client.PATCH("/clusters/{clusterId}", { ...init, body: body as ClusterPatch })
    : client.PUT("/clusters/{clusterId}", { ...init, body: body as Overwrite });
}

type Change = Comparison & { readonly body: object };

function comparePatch(desired: ClusterWrite, present: Cluster): Change {
  const comparison = compareFields({ metadata: desired.metadata, spec: desired.spec }, { ...present }, false);
  return { ...comparison, body: comparison.patch };
}

type Overwrite = Parameters<ImplyClient["PUT"]>[1]["body"];

function compareOverwrite({ metadata, spec }: ClusterWrite, present: Cluster): Change {
  const { desiredState = present.spec.desiredState } = spec;
  const accessMode = spec.pivot?.accessMode ?? present.spec.pivot?.accessMode ?? "PROXIED";
  const pivot = { ...spec.pivot, accessMode };
  const filled = { ...spec, ...(desiredState !== undefined && { desiredState }), pivot };
  const { uid, ...shown } = present.metadata;
  const wanted = { metadata: { ...metadata }, spec: filled };
  const comparison = compareFields(wanted, { metadata: shown, spec: { ...present.spec } }, true);
  return { ...comparison, body: wanted };
}

function refuse(operation: string, found: string, status: number): never {
  throw new ResponseFormatError(`server answered ${status} with ${found}`, status, { vendor: "imply", operation });
}
