import { isObject, type Json } from "../../json.ts";
import { RefreshError } from "../refusal.ts";
import type { HostApi } from "./host-api.ts";
import { OUR_LABELS } from "./verdict.ts";

/** A pull request of a vendor's branch, as far as it matters here. */
export interface PullRequest {
  readonly number: number;
  /** Name in the GraphQL API. */
  readonly id: string;
  readonly isOpen: boolean;
  readonly isMerged: boolean;
  readonly hasAutoMerge: boolean;
  readonly text: string;
  readonly labels: readonly string[];
}

/** The pull requests of a branch, the newest first. */
export async function listPullRequests(api: HostApi, owner: string, branch: string): Promise<PullRequest[]> {
  const query = new URLSearchParams({ state: "all", head: `${owner}:${branch}`, sort: "created", direction: "desc" });
  const answer = await api.call("GET", `/pulls?${query}`);
  const list: unknown[] = Array.isArray(answer) ? answer : [];
  return list.filter((one) => readBranch(one) === branch).map(toPullRequest);
}

/** Title and text of a pull request, and where it goes. */
export interface PullRequestContent {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly text: string;
}

/** Opens a pull request, or brings the one that is open up to date. */
export async function writePullRequest(
  api: HostApi,
  open: PullRequest | undefined,
  { branch, base, title, text }: PullRequestContent,
): Promise<PullRequest> {
  const answer = open
    ? await api.call("PATCH", `/pulls/${open.number}`, { title, body: text })
    : await api.call("POST", "/pulls", { title, body: text, head: branch, base });
  return toPullRequest(answer);
}

/** Gives a pull request exactly these labels of ours; labels of people stay. */
export async function writeLabels(
  api: HostApi,
  { number, labels: had }: PullRequest,
  labels: readonly string[],
): Promise<void> {
  const missing = labels.filter((label) => !had.includes(label));
  // What asks for a person comes before what does not goes.
  if (missing.length > 0) await api.call("POST", `/issues/${number}/labels`, { labels: missing });
  for (const label of had.filter((one) => OUR_LABELS.test(one) && !labels.includes(one))) {
    await api.call("DELETE", `/issues/${number}/labels/${encodeURIComponent(label)}`);
  }
}

/** Takes back that a pull request merges itself. @throws RefreshError when it still would. */
export async function disableAutoMerge(api: HostApi, { id, number }: PullRequest): Promise<void> {
  const mutation =
    "mutation($id: ID!) { disablePullRequestAutoMerge(input: { pullRequestId: $id }) { clientMutationId } }";
  if (hasErrors(await api.graphql(mutation, { id }))) {
    throw new RefreshError({ kind: "propose", rule: "disable-auto-merge", pointer: `pull request ${number}` });
  }
}

/** Lets a pull request merge itself once its checks have passed, this commit only. Returns whether the host does it. */
export async function enableAutoMerge(api: HostApi, { id }: PullRequest, commit: string): Promise<boolean> {
  const mutation =
    "mutation($id: ID!, $commit: GitObjectID!) { enablePullRequestAutoMerge(input: { pullRequestId: $id, expectedHeadOid: $commit, mergeMethod: SQUASH }) { clientMutationId } }";
  return !hasErrors(await api.graphql(mutation, { id, commit }));
}

function hasErrors(answer: unknown): boolean {
  return !isRecord(answer) || "errors" in answer;
}

function readBranch(value: unknown): unknown {
  const head = isRecord(value) ? value["head"] : undefined;
  return isRecord(head) ? head["ref"] : undefined;
}

function toPullRequest(value: unknown): PullRequest {
  const {
    number,
    node_id: id,
    state,
    merged_at: mergedAt,
    auto_merge: autoMerge,
    body,
    labels,
  } = isRecord(value) ? value : {};
  if (typeof number !== "number" || typeof id !== "string") {
    throw new RefreshError({ kind: "propose", rule: "host-api", pointer: "#", hint: "the answer is no pull request" });
  }
  return {
    number,
    id,
    isOpen: state === "open",
    isMerged: typeof mergedAt === "string",
    hasAutoMerge: isRecord(autoMerge),
    text: typeof body === "string" ? body : "",
    labels: (Array.isArray(labels) ? labels : []).flatMap((one: unknown) =>
      isRecord(one) && typeof one["name"] === "string" ? [one["name"]] : [],
    ),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value as Json);
}
