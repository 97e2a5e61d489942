import { RefreshError } from "../refusal.ts";
import { createGit } from "./git.ts";
import { createHostApi, type HostSettings } from "./host-api.ts";
import type { Proposal } from "./propose-stage.ts";
import { disableAutoMerge, enableAutoMerge, listPullRequests, writeLabels, writePullRequest } from "./pull-request.ts";
import { pushBranch } from "./push-branch.ts";

/** The repository host, and what may be done there. */
export interface RepositoryHost extends HostSettings {
  /** Base URL of its git server. */
  readonly serverUrl: string;
  /** Branch that pull requests go to. */
  readonly baseBranch: string;
  /** Whether the repository wants pull requests that need nobody to merge themselves. */
  readonly usesAutoMerge: boolean;
}

/**
 * The host as the job's environment names it; `undefined` where there is no token.
 *
 * @throws RefreshError of kind `usage` when there is a token and something that belongs to it is missing or not https.
 */
export function readHost(environment: Readonly<Record<string, string | undefined>>): RepositoryHost | undefined {
  const { REFRESH_TOKEN: token, GITHUB_REPOSITORY: repository = "", GITHUB_REF_NAME: baseBranch = "" } = environment;
  if (!token) return undefined;
  const { GITHUB_API_URL: apiUrl = "https://api.github.com", GITHUB_SERVER_URL: serverUrl = "https://github.com" } =
    environment;
  const { GITHUB_GRAPHQL_URL: graphqlUrl = `${apiUrl}/graphql`, REFRESH_AUTO_MERGE: autoMerge } = environment;
  const refuse = (name: string) => new RefreshError({ kind: "usage", rule: "environment", pointer: name });
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw refuse("GITHUB_REPOSITORY");
  if (!/^[\w./-]+$/.test(baseBranch)) throw refuse("GITHUB_REF_NAME");
  for (const [name, url] of Object.entries({ apiUrl, serverUrl, graphqlUrl })) {
    const { protocol, hostname } = URL.parse(url) ?? {};
    if (protocol !== "https:" && hostname !== "127.0.0.1") throw refuse(name);
  }
  return { token, repository, baseBranch, apiUrl, serverUrl, graphqlUrl, usesAutoMerge: autoMerge === "true" };
}

/**
 * Pushes the vendor's one branch and opens or updates its one pull request.
 *
 * @throws RefreshError of kind `propose` or `artifact`.
 */
export async function proposeToHost(
  root: string,
  host: RepositoryHost,
  proposal: Proposal,
  say: (line: string) => void,
): Promise<void> {
  const { vendor, document, base, verdict, title, text } = proposal;
  if (base === undefined) throw new RefreshError({ kind: "artifact", rule: "base", pointer: "manifest.json" });
  const branch = `refresh/${vendor}`;
  // A report names the document before, too, so the digest alone says nothing.
  const signature = `Document \`${document}\`.`;
  const api = createHostApi(host);
  const [owner = ""] = host.repository.split("/");
  const known = await listPullRequests(api, owner, branch);
  const open = known.find((one) => one.isOpen);
  const [newest] = known;
  if (!open && newest && !newest.isMerged && newest.text.includes(signature)) {
    say(`pull request ${newest.number} with this document was closed by a person: left`);
    return;
  }
  // Before anything new reaches the branch, so that nothing merges that was never looked at.
  if (open?.hasAutoMerge) await disableAutoMerge(api, open);
  const git = createGit(root, host);
  const pushed = await pushBranch(git, { ...proposal, branch, base });
  const content = { branch, base: host.baseBranch, title, text: `${text}\n${signature}\n` };
  // A job that was ended between branch and text has left the text of the document before.
  const isWritten = open?.text.includes(signature) === true && !pushed.isNew;
  const pullRequest = isWritten ? open : await writePullRequest(api, open, content);
  await writeLabels(api, pullRequest, verdict.labels);
  say(`pull request ${pullRequest.number} ${isWritten ? "is as it was" : open ? "updated" : "opened"}`);
  if (!verdict.mayAutoMerge || !host.usesAutoMerge) return;
  const isEnabled = await enableAutoMerge(api, pullRequest, pushed.commit);
  say(isEnabled ? "merges itself once its checks have passed" : "the host does not let it merge itself");
}
