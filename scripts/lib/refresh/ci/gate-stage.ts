import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { isObject } from "../../json.ts";
import type { Vendor } from "../../vendors.ts";
import { type GateOptions, gateInMirror } from "../gate-in-mirror.ts";
import { chooseIsolation, generateInMirror, toStageRequest } from "../generate-in-mirror.ts";
import { createMirror, type Mirror, removeMirror } from "../mirror.ts";
import { RefreshError } from "../refusal.ts";
import { writePullRequest } from "../report/markdown.ts";
import {
  type ArtifactChanges,
  listChanges,
  readFiles,
  readManifest,
  refuseArtifact,
  writeChanges,
  writeManifest,
} from "./artifact.ts";
import { readFetched } from "./fetch-stage.ts";
import type { GenerateStageOptions } from "./generate-stage.ts";
import { toVerdict, type Verdict } from "./verdict.ts";

/** What the third job needs. */
export interface GateStageOptions extends GenerateStageOptions, GateOptions {
  /** Folder that the second job wrote. */
  readonly generated: string;
}

/** What the third job writes beside the files. */
export interface GatedManifest extends ArtifactChanges {
  readonly vendor: string;
  /** SHA-256 of the vendor's bytes. */
  readonly document: string;
  /** Commit whose files these replace; absent outside of a repository. */
  readonly base?: string | undefined;
  readonly verdict: Verdict;
  readonly pullRequest: { readonly title: string; readonly text: string };
}

/**
 * The third of four jobs: generates again from the bytes, compares with what the second job left, and then gates, proves
 * and reports. Its files are the ones that are proposed.
 *
 * @throws RefreshError
 */
export async function gateStage(vendor: Vendor, options: GateStageOptions): Promise<Verdict> {
  const { root, out, onStep } = options;
  await rm(out, { recursive: true, force: true });
  const document = await readFetched(options.fetched, vendor.name);
  const generated = await readGenerated(options.generated, vendor.name, document.sha256);
  const request = toStageRequest(vendor, document.date, options);
  const isolation = chooseIsolation(options.isStrict);
  onStep("copy");
  const mirror = await createMirror(root, vendor.name);
  try {
    const work = { mirror, vendor, isolation, request, onStep };
    const staged = await generateInMirror(work, document);
    await refuseOtherFiles(mirror, generated);
    const facts = await gateInMirror(work, staged, options);
    const changes = await writeChanges(out, mirror);
    const manifest: GatedManifest = {
      vendor: vendor.name,
      document: document.sha256,
      base: readHead(root),
      verdict: toVerdict(facts),
      pullRequest: writePullRequest(facts),
      ...changes,
    };
    await writeManifest(out, "manifest.json", manifest);
    return manifest.verdict;
  } finally {
    await removeMirror(mirror);
  }
}

async function readGenerated(folder: string, vendor: string, document: string): Promise<ArtifactChanges> {
  const manifest = await readManifest(folder, "manifest.json", vendor);
  if (!isObject(manifest) || manifest["document"] !== document) throw refuseArtifact("other-document", "manifest.json");
  return readFiles(folder, manifest, vendor);
}

/** The bytes alone decide what is generated: two jobs on two machines make the same files, or one of them is not believed. */
async function refuseOtherFiles(mirror: Mirror, generated: ArtifactChanges): Promise<void> {
  const [here, there] = [toDigests(await listChanges(mirror)), toDigests(generated)];
  const other = [...here.keys(), ...there.keys()].find((path) => here.get(path) !== there.get(path));
  if (other === undefined) return;
  const hint = "generated again from the same bytes, it differs";
  throw new RefreshError({ kind: "output", rule: "reproducible", pointer: other, hint });
}

function toDigests({ files, gone }: ArtifactChanges): Map<string, string> {
  return new Map([
    ...files.map(({ path, sha256 }) => [path, sha256] as const),
    ...gone.map((path) => [path, "gone"] as const),
  ]);
}

/** Commit that is checked out. */
function readHead(root: string): string | undefined {
  const env = { PATH: process.env["PATH"] ?? "" };
  const { status, stdout } = spawnSync("git", ["rev-parse", "HEAD"], { cwd: root, env, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}
