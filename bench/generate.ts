// How long the main job takes from nothing: `npm run generate` of all seven vendors in a copy of the project without outputs and without
// turbo's cache, offline where the system can do that, against hey-api on the six REST documents, which writes TypeScript and compiles
// nothing. What our job does beyond (documents made anew and checked, GraphQL, declarations compiled) is part of its time.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../scripts/lib/project.ts";
import { VENDORS } from "../scripts/lib/vendors.ts";
import { BENCH, CACHE, peerFile } from "./lib/paths.ts";
import { installPeers, readPinnedVersions, runHeyApi } from "./lib/peers.ts";
import { copyProject, type ProjectCopy } from "./lib/project-copy.ts";
import type { Report, Row } from "./lib/report.ts";
import { runNode, runProgram } from "./lib/run-program.ts";
import { interleave, round, type Spread, spreadOf } from "./lib/statistics.ts";

const ROUNDS = 5;
const OUTPUT = join(CACHE, "generate");
const REST_VENDORS = VENDORS.filter(({ kind }) => kind === "openapi").map(({ name }) => name);

interface Subject {
  readonly name: string;
  /** Seconds of one run from nothing. */
  readonly run: () => number;
}

/** Measures generation. */
export async function measure(): Promise<Report> {
  installPeers();
  const copy = copyProject();
  try {
    return await measureIn(copy);
  } finally {
    copy.remove();
    rmSync(OUTPUT, { recursive: true, force: true });
  }
}

async function measureIn(copy: ProjectCopy): Promise<Report> {
  const subjects = createSubjects(copy);
  const samples = await interleave(subjects, ROUNDS, ({ run }) => run());
  const spreads = subjects.map((subject) => ({ name: subject.name, ...spreadOf(samples.get(subject) ?? []) }));
  const ratio = (key: keyof Spread, other: Spread | undefined) =>
    round((spreads[0]?.[key] ?? Number.NaN) / (other?.[key] ?? Number.NaN), 2);
  const rows = spreads.map(
    (one): Row => ({
      job: one.name,
      min: round(one.min, 2),
      median: round(one.median, 2),
      "ours / this, min": ratio("min", one),
      "ours / this, median": ratio("median", one),
    }),
  );
  const network = isolation().length > 0 ? "ours without a network" : "the network not cut off";
  const version = readPinnedVersions().get("@hey-api/openapi-ts");
  return {
    title: "Generating every client",
    method: `Wall time, ${ROUNDS} interleaved rounds, ${network}; hey-api ${version} with its defaults (types, functions, its client for fetch), once for each of the six REST documents. The goal compares the least times.`,
    tables: [{ caption: "Seconds", rows }],
    goals: [
      {
        figure: "npm run generate, all seven / hey-api, six documents",
        value: ratio("min", spreads[2]),
        bound: "<=",
        limit: 1,
      },
    ],
  };
}

function createSubjects(copy: ProjectCopy): Subject[] {
  const document = (vendor: string) => join(ROOT, "specs", vendor, "openapi.json");
  return [
    {
      name: "ours: npm run generate, seven vendors, compiled packages",
      run: () => generate(copy, ["run", "generate"]),
    },
    {
      name: "ours: the same without compiling (--check)",
      run: () => generate(copy, ["run", "generate", "--", "--check"]),
    },
    {
      name: "hey-api: six documents, one command each",
      run: () => {
        const folder = emptyOutput();
        return REST_VENDORS.reduce((sum, vendor) => sum + runHeyApi(document(vendor), join(folder, vendor)), 0);
      },
    },
    {
      name: "hey-api: six documents, one command for all",
      run: () => {
        const folder = emptyOutput();
        const jobs = REST_VENDORS.map((name) => ({ input: document(name), output: join(folder, name) }));
        const config = join(folder, "openapi-ts.config.mjs");
        writeFileSync(config, `export default ${JSON.stringify(jobs)};\n`);
        const program = peerFile("@hey-api/openapi-ts", "bin/run.js");
        return runNode("run hey-api on six documents", [program, "-f", config, "--silent"]).seconds;
      },
    },
    {
      name: "hey-api: one command each, compiled to declarations",
      run: () => {
        const folder = emptyOutput();
        return REST_VENDORS.reduce(
          (sum, vendor) => sum + runHeyApi(document(vendor), join(folder, vendor)) + compile(join(folder, vendor)),
          0,
        );
      },
    },
  ];
}

function generate(copy: ProjectCopy, args: readonly string[]): number {
  copy.clean();
  const [command = "", ...rest] = [...isolation(), "npm", ...args];
  // With --check the job says by its exit code that the outputs are absent, which they are.
  const { seconds, stdout, stderr } = runProgram("generate every client", command, rest, {
    cwd: copy.folder,
    mayFail: true,
  });
  const missing = VENDORS.filter(({ name }) => !stdout.includes(`| ${name} `));
  if (missing.length > 0) {
    const printed = `${stdout}\n${stderr}`.trim().split("\n").slice(-20).join("\n");
    throw new Error(`Cannot generate ${missing.map(({ name }) => name).join(", ")}:\n${printed}`);
  }
  return seconds;
}

function compile(folder: string): number {
  const compilerOptions = {
    ...{ target: "es2022", lib: ["es2024", "dom", "dom.iterable"], module: "nodenext", strict: true, types: [] },
    ...{ skipLibCheck: true, declaration: true, rootDir: ".", outDir: "dist" },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, exclude: ["dist"] }));
  return runNode("compile hey-api's client", [peerFile("typescript-7", "bin/tsc"), "-p", folder]).seconds;
}

function emptyOutput(): string {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  return OUTPUT;
}

/** The command that cuts a program off the network, where the system has one that needs no rights. */
function isolation(): readonly string[] {
  const command = ["unshare", "--map-root-user", "--net"];
  const [program = "", ...args] = [...command, "true"];
  if (process.platform !== "linux") return [];
  return runProgram("cut off the network", program, args, { mayFail: true, cwd: BENCH }).status === 0 ? command : [];
}
