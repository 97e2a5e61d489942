// How long a consumer waits for the type checker: one file with 200 distinct calls of Palette, the same operations for every client,
// used in two ways: each answer's data put in a list, and a failure thrown and the data returned. Every client is consumed as built declarations under skipLibCheck. Check and total time are
// the compiler's own (--extendedDiagnostics), each client compiled once per round in turn; a single error ends the measurement.
import { statSync } from "node:fs";
import { join } from "node:path";
import { packagePath } from "../scripts/lib/project.ts";
import { COMPILERS, checkConsumer, type Diagnostics, writeConsumer } from "./lib/consumer.ts";
import { buildPackage, installPeers, peerClient, preparePeerClients, readPinnedVersions } from "./lib/peers.ts";
import type { Goal, Report, Row } from "./lib/report.ts";
import { readPaletteDocument, sampleCalls } from "./lib/sample-calls.ts";
import { interleave, round, type Spread, spreadOf } from "./lib/statistics.ts";
import {
  type CallWriter,
  toText,
  type Use,
  writeHeyApiCalls,
  writeOpenApiFetchCalls,
  writeOrvalCalls,
  writeOurCalls,
  writeOurOperationCalls,
  writeTextAlone,
} from "./lib/write-calls.ts";

const CALLS = 200;
const ROUNDS = 9;

/** The goals are for the first: it is the text that they were set with. */
const USES: ReadonlyMap<Use, string> = new Map([
  ["collected", "data put in a list"],
  ["returned", "failure thrown, data returned"],
]);

interface Subject {
  readonly name: string;
  readonly write: CallWriter;
  /** File with the client's declarations. */
  readonly declarations?: string;
}

const SUBJECTS: readonly Subject[] = [
  { name: "ours, by path", write: writeOurCalls, declarations: packagePath("palette", "dist/generated/types.d.ts") },
  {
    name: "ours, client.op",
    write: writeOurOperationCalls,
    declarations: packagePath("palette", "dist/generated/types.d.ts"),
  },
  { name: "hey-api", write: writeHeyApiCalls, declarations: join(peerClient("hey-api"), "dist/types.gen.d.ts") },
  { name: "orval", write: writeOrvalCalls, declarations: join(peerClient("orval"), "dist/index.d.ts") },
  {
    name: "openapi-fetch",
    write: writeOpenApiFetchCalls,
    declarations: join(peerClient("openapi-typescript"), "index.d.ts"),
  },
  { name: "the text alone", write: writeTextAlone },
];

/** Measures the time to type-check 200 calls. */
export async function measure(): Promise<Report> {
  installPeers();
  buildPackage("palette");
  preparePeerClients();
  const calls = sampleCalls(readPaletteDocument(), CALLS);
  const tables: { caption: string; rows: Row[] }[] = [];
  const goals: Goal[] = [];
  for (const [use, caption] of USES) {
    const folders = new Map(
      SUBJECTS.map((one) => [one, writeConsumer(`${use}-${slug(one.name)}`, toText(one.write(calls), use))]),
    );
    for (const compiler of COMPILERS) {
      const samples = await interleave(SUBJECTS, ROUNDS, (one) => checkConsumer(compiler, folders.get(one) ?? ""));
      const version = readPinnedVersions().get(compiler) ?? "";
      const rows = SUBJECTS.map((one) => toRow(one, samples));
      tables.push({ caption: `TypeScript ${version}, ${caption}, seconds`, rows });
      if (use === "collected") goals.push(...toGoals(version, samples));
    }
  }
  return {
    title: "Type-checking 200 distinct Palette calls",
    method: `One file, ${CALLS} operations taken evenly from the document, built declarations, skipLibCheck, ${ROUNDS} interleaved rounds. Goals compare the least check times of the first use. "the text alone" is the same file around promises declared in it, so it is what no client can be faster than. No client's file has an error.`,
    tables,
    goals,
  };
}

type Samples = ReadonlyMap<Subject, readonly Diagnostics[]>;

function checkTimeOf(samples: Samples, name: string): Spread {
  const subject = SUBJECTS.find((one) => one.name === name);
  return spreadOf((subject && samples.get(subject))?.map((one) => one.checkSeconds) ?? []);
}

function toRow(subject: Subject, samples: Samples): Row {
  const own = samples.get(subject) ?? [];
  const [check, ours] = [checkTimeOf(samples, subject.name), checkTimeOf(samples, "ours, by path")];
  const total = spreadOf(own.map((one) => one.totalSeconds));
  return {
    client: subject.name,
    "check min": check.min,
    "check median": round(check.median, 3),
    "total min": total.min,
    "total median": round(total.median, 3),
    MB: Math.round(spreadOf(own.map((one) => one.memoryMb)).min),
    instantiations: own[0]?.instantiations ?? 0,
    "declarations kB": subject.declarations ? Math.round(statSync(subject.declarations).size / 1000) : "",
    "ours / this, min": round(ours.min / check.min, 2),
    "ours / this, median": round(ours.median / check.median, 2),
  };
}

function toGoals(version: string, samples: Samples): Goal[] {
  const ratio = (peer: string) => round(checkTimeOf(samples, "ours, by path").min / checkTimeOf(samples, peer).min, 2);
  return [
    { figure: `check time / hey-api's, TypeScript ${version}`, value: ratio("hey-api"), bound: "<=", limit: 0.6 },
    { figure: `check time / orval's, TypeScript ${version}`, value: ratio("orval"), bound: "<=", limit: 1.15 },
  ];
}

function slug(name: string): string {
  return name.replace(/[^a-z]+/g, "-");
}
