import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Vendor } from "../../vendors.ts";
import { chooseIsolation } from "../generate-in-mirror.ts";
import { readSource } from "../read-source.ts";
import type { Environment } from "../source.ts";
import { hasDocument } from "./fetch-stage.ts";
import { listVariables } from "./list-variables.ts";
import { type CiArguments, READS, WRITES } from "./parse-arguments.ts";
import { STAGES, type Stage } from "./stages.ts";

/** Variables of the job that proposes. */
const HOST_VARIABLES = [
  ...["REFRESH_TOKEN", "REFRESH_AUTO_MERGE", "GITHUB_REPOSITORY", "GITHUB_REF_NAME"],
  ...["GITHUB_API_URL", "GITHUB_GRAPHQL_URL", "GITHUB_SERVER_URL"],
];

/**
 * All four stages of one vendor, each in a process of its own with the rights that its job has.
 *
 * Returns the exit code of the first one that refused; 0 where all went through or there was nothing to do.
 */
export async function runStages(root: string, vendor: Vendor, options: CiArguments): Promise<number> {
  const place = join(root, ".cache/refresh-ci", vendor.name);
  await rm(place, { recursive: true, force: true });
  for (const stage of STAGES) {
    const status = await runAlone(
      root,
      vendor,
      stage,
      [...toFlags(stage, options), ...toFolders(stage, place)],
      options,
    );
    if (status !== 0) return status;
    if (stage === "fetch" && !(await hasDocument(join(place, "fetched"), vendor.name))) return 0;
  }
  return 0;
}

async function runAlone(
  root: string,
  vendor: Vendor,
  stage: Stage,
  flags: readonly string[],
  { isStrict }: CiArguments,
): Promise<number> {
  const script = fileURLToPath(new URL("../../../refresh-ci.ts", import.meta.url));
  const isolation = stage === "generate" ? chooseIsolation(isStrict) : undefined;
  const { command = [], nodeFlags = [] } = isolation ?? {};
  const [program = "", ...args] = [...command, process.execPath, ...nodeFlags, script, stage, vendor.name, ...flags];
  const env = await readEnvironment(root, vendor, stage);
  const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise<number>((done) => {
    child.once("error", () => done(1));
    child.once("close", (code) => done(code ?? 1));
  });
}

/** What each job gets to know: the vendor's credential is no secret of ours, and the token is none of theirs. */
export async function readEnvironment(
  root: string,
  { name }: Vendor,
  stage: Stage,
  all: Environment = process.env,
): Promise<Record<string, string>> {
  const names: Readonly<Record<Stage, readonly string[]>> = {
    fetch: ["NODE_EXTRA_CA_CERTS", ...listVariables(await readSource(join(root, "specs", name)))],
    // Where the system keeps its tools, one of which takes the network away; the sandbox within has no variable at all.
    generate: ["PATH"],
    gate: ["PATH"],
    propose: ["PATH", ...HOST_VARIABLES],
  };
  const entries = names[stage].map((one) => [one, all[one]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function toFolders(stage: Stage, place: string): string[] {
  return [...READS[stage], ...WRITES[stage]].flatMap((name) => [`--${name}`, join(place, name)]);
}

/** Paths are those of the folder in which the command was given. */
function toFlags(stage: Stage, options: CiArguments): string[] {
  const { from, date, isDryRun, skipProof, replacesHandWritten, consumers, flags } = options;
  const source = from === undefined ? [] : ["--from", /^[a-z]+:\/\//iu.test(from) ? from : resolve(from)];
  const given: Readonly<Record<Stage, readonly string[]>> = {
    fetch: [...source, "--date", date, ...(replacesHandWritten ? ["--replace-hand-written"] : [])],
    generate: flags,
    gate: [
      ...flags,
      ...(skipProof ? ["--skip-proof"] : []),
      ...consumers.flatMap((one) => ["--consumers", resolve(one)]),
    ],
    propose: isDryRun ? ["--dry-run"] : [],
  };
  return [...given[stage]];
}
