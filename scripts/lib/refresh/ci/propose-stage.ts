import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LEVELS } from "../../compare/change.ts";
import { isObject, type JsonObject } from "../../json.ts";
import type { Vendor } from "../../vendors.ts";
import { removeMirror } from "../mirror.ts";
import { swapIn } from "../swap.ts";
import { type ReadFiles, readFiles, readManifest, refuseArtifact } from "./artifact.ts";
import { proposeToHost, type RepositoryHost } from "./propose-to-host.ts";
import { judge, type Verdict } from "./verdict.ts";

/** What the last job needs. */
export interface ProposeStageOptions {
  /** Folder of the project. */
  readonly root: string;
  /** Folder that the third job wrote. */
  readonly gated: string;
  /** Shows what would be done. */
  readonly isDryRun: boolean;
  /** Absent: the files go into the working tree. */
  readonly host?: RepositoryHost | undefined;
  readonly say: (line: string) => void;
}

/** What the third job left, after everything about it has been checked. */
export interface Proposal extends ReadFiles {
  readonly vendor: string;
  readonly document: string;
  readonly base: string | undefined;
  readonly verdict: Verdict;
  readonly title: string;
  readonly text: string;
}

/** The last of four jobs: one pull request per vendor, or the working tree. It runs nothing of what it is given. @throws RefreshError */
export async function proposeStage(vendor: Vendor, options: ProposeStageOptions): Promise<Verdict> {
  const { root, gated, isDryRun, host, say } = options;
  const proposal = await readProposal(gated, vendor.name);
  for (const { path } of proposal.files) say(`changes ${path}`);
  for (const path of proposal.gone) say(`removes ${path}`);
  say(proposal.verdict.labels.join(", "));
  if (isDryRun) say("dry run, nothing written");
  else if (host) await proposeToHost(root, host, proposal, say);
  else await writeToTree(root, proposal);
  if (!isDryRun && !host) say("written; npm run build makes the package's dist");
  return proposal.verdict;
}

/** The third job's folder. @throws RefreshError of kind `artifact` when any of it is not as that job writes it. */
export async function readProposal(folder: string, vendor: string): Promise<Proposal> {
  const manifest = await readManifest(folder, "manifest.json", vendor);
  const files = await readFiles(folder, manifest, vendor);
  const { document, base } = manifest;
  if (typeof document !== "string" || !/^[0-9a-f]{64}$/.test(document))
    throw refuseArtifact("document", "manifest.json");
  if (base !== undefined && (typeof base !== "string" || !/^[0-9a-f]{40,64}$/.test(base))) {
    throw refuseArtifact("base", "manifest.json");
  }
  return { ...files, vendor, document, base, verdict: readVerdict(manifest), ...readTexts(manifest, vendor) };
}

/** Labels and the right to merge follow from level and approvals, whatever the manifest says. */
function readVerdict({ verdict }: JsonObject): Verdict {
  const { level: name, approvals, isProven, ...said } = isObject(verdict) ? verdict : {};
  const level = LEVELS.find((one) => one === name);
  const texts = (Array.isArray(approvals) ? approvals : [undefined]).flatMap((one) =>
    typeof one === "string" ? [one] : [],
  );
  if (
    level === undefined ||
    !Array.isArray(approvals) ||
    texts.length !== approvals.length ||
    typeof isProven !== "boolean"
  ) {
    throw refuseArtifact("verdict", "manifest.json");
  }
  const judged = judge(level, texts);
  const isSame = said["mayAutoMerge"] === judged.mayAutoMerge && String(said["labels"]) === String(judged.labels);
  if (!isSame) throw refuseArtifact("verdict", "manifest.json", "it does not follow from level and approvals");
  return { ...judged, isProven };
}

/** Code, and the folded tables of a report: in these nothing is active. */
const INERT = /^```sh\n[^`]*\n```$|`[^`\n]+`|<details><summary>[^<>@`\n]*<\/summary>|<\/details>/gm;
/** What would mention, link, close, escape or run something where the text is shown. */
const ACTIVE = /[<>@\\`]|\]\(|:\/\/|www\.|\$\{\{|::|#\d|\bGH-\d|[^\P{Cc}\n]|\p{Cf}/u;

function readTexts({ pullRequest }: JsonObject, vendor: string): { title: string; text: string } {
  const { title, text } = isObject(pullRequest) ? pullRequest : {};
  const isTitle =
    typeof title === "string" && title.length < 200 && title.startsWith(`Refresh ${vendor} `) && !title.includes("\n");
  if (!isTitle || typeof text !== "string" || text.length > 60_000) throw refuseArtifact("text", "manifest.json");
  const isActive = ACTIVE.test(title) || ACTIVE.test(text.replace(INERT, " "));
  if (isActive) throw refuseArtifact("inert-text", "manifest.json");
  return { title, text };
}

/** The same way in as for `npm run refresh`: all files or none. */
async function writeToTree(root: string, { vendor, contents, gone }: Proposal): Promise<void> {
  const folder = join(root, ".cache/refresh", `${vendor}.${process.pid}.${randomUUID().slice(0, 8)}`);
  const mirror = { root, folder, vendor };
  try {
    for (const [path, bytes] of contents) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    await swapIn(mirror, { changed: [...contents.keys()], gone });
  } finally {
    await removeMirror(mirror);
  }
}
