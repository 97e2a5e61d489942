import { isAtLeast } from "../../compare/change.ts";
import { type Block, count, type Report, shortTable, table, words } from "./blocks.ts";
import { describeTouched } from "./describe-touched.ts";
import { bumpOf, countOperations, listApprovals, type ReportFacts } from "./facts.ts";
import { fitReport } from "./fit-report.ts";
import {
  tableAnnounced,
  tableAreas,
  tableEndings,
  tableOperations,
  tablePossibleRenames,
  tableRenames,
  tableRules,
  tablesOfChanges,
} from "./group-changes.ts";
import { countOperationsOf } from "./names.ts";

const built = new WeakMap<ReportFacts, Report>();

/**
 * The parts of a report in the order in which a reviewer decides, as long as a report may be. The same facts give the same report, and are
 * looked through once, whatever is written from it.
 */
export function buildReport(facts: ReportFacts): Report {
  const known = built.get(facts);
  if (known) return known;
  const report = fitReport(collectSections(facts));
  built.set(facts, report);
  return report;
}

function collectSections(facts: ReportFacts): Report {
  return {
    title: `${facts.title}, ${facts.after.date}: ${facts.comparison.level}`,
    sections: [
      { title: "Verdict", blocks: describeVerdict(facts) },
      { title: "From which bytes to which", blocks: describeBytes(facts) },
      { title: "What breaks, and for whom", blocks: describeBreaks(facts) },
      { title: "What is new", blocks: describeNews(facts) },
      { title: "Contract tests", blocks: describeProof(facts) },
      { title: "Flags", blocks: [words(facts.allowed.length === 0 ? "None was given." : facts.allowed.join(", "))] },
      { title: "Files that change", blocks: describeFiles(facts.files) },
      { title: "How to repeat", blocks: describeRepetition(facts) },
    ],
  };
}

const MEANINGS = {
  none: "Nothing changes.",
  documentation: "Only words, order or tags change: no program notices.",
  additive: "Something is new, and every program goes on as it is.",
  risky: "Every program compiles as it is, and may meet or cause something that it does not expect.",
  breaking: "A program may no longer compile or work.",
} as const;

function describeVerdict(facts: ReportFacts): Block[] {
  const { comparison, vendor, proof, touched } = facts;
  const { changes, level } = comparison;
  const of = (wanted: string) => changes.filter((one) => one.level === wanted);
  const { added, removed } = countOperations(changes);
  const bump = bumpOf(level);
  const row = (question: string, answer: string | number) => ({ question, answer });
  const users = new Set(touched?.files.map(({ consumer }) => consumer)).size;
  const approvals = listApprovals(facts);
  return [
    words(`${level[0]?.toUpperCase()}${level.slice(1)}. ${MEANINGS[level]}`),
    shortTable("At a glance", [
      row("version step", bump === undefined ? "none" : `${bump}, of packages/${vendor}`),
      ...(["breaking", "risky", "additive", "documentation"] as const).map((one) =>
        row(`${one} changes`, `${of(one).length}, in ${count(countOperationsOf(of(one)), "operation")}`),
      ),
      row("operations", `${added} added, ${removed} removed, ${facts.after.operations} now`),
      row(
        "files that are touched",
        touched ? `${touched.files.length} of ${count(users, "consumer")}` : "not looked for",
      ),
      row("the package compiles", facts.compiles ? "yes" : "no"),
      row("contract tests", proof ? `${proof.passed} passed, ${proof.failed} failed` : "left out"),
      row("flags", facts.allowed.length === 0 ? "none" : facts.allowed.join(", ")),
    ]),
    words("For a person to decide:"),
    approvals.length === 0
      ? words("Nothing: no rule asks for a person.")
      : { kind: "list", items: approvals, isToDo: true },
  ];
}

function describeBytes({ before, after }: ReportFacts): Block[] {
  const row = (of: "paths" | "operations" | "schemas") => {
    const difference = after[of] - before[of];
    return {
      what: of,
      before: before[of],
      after: after[of],
      difference: difference > 0 ? `+${difference}` : difference,
    };
  };
  return [
    shortTable("The two documents", [
      { what: "date", before: before.date, after: after.date, difference: "" },
      { what: "SHA-256", before: { name: before.sha256 }, after: { name: after.sha256 }, difference: "" },
      ...(["paths", "operations", "schemas"] as const).map(row),
    ]),
  ];
}

function describeBreaks(facts: ReportFacts): Block[] {
  const { changes } = facts.comparison;
  const grave = changes.filter(({ level }) => isAtLeast(level, "risky"));
  const levels = ["breaking", "risky"] as const;
  return [
    ...(grave.length === 0 ? [words("Nothing breaks, and nothing is risky.")] : []),
    ...tableRules("Breaking and risky changes by rule", grave),
    ...tableAreas(changes),
    ...tableRenames(changes),
    ...tableAnnounced(changes, facts.after.date),
    ...tablePossibleRenames(changes),
    ...table("Where the package does not compile", facts.problems ?? [], ({ file, line, code }) => ({
      file: { name: file },
      line,
      code,
    })),
    ...describeTouched(facts.touched),
    ...tablesOfChanges(changes, levels, facts.touched),
    ...tableOperations(changes, levels),
  ];
}

function describeNews({ comparison, touched }: ReportFacts): Block[] {
  const { changes } = comparison;
  const light = changes.filter(({ level }) => !isAtLeast(level, "risky"));
  const levels = ["additive", "documentation"] as const;
  return [
    ...(light.length === 0 ? [words("Nothing.")] : []),
    ...tableRules("Additive changes and words by rule", light),
    ...tableEndings(changes),
    ...tablesOfChanges(changes, levels, touched),
    ...tableOperations(changes, levels),
  ];
}

function describeProof({ proof, compiles }: ReportFacts): Block[] {
  if (!proof) return [words(compiles ? "Left out." : "Left out: the package does not compile.")];
  const { passed, failed, skipped, failures = [] } = proof;
  return [
    words(`${passed} passed, ${failed} failed, ${skipped} skipped.`),
    ...table("Tests that failed", failures, (name) => ({ test: { name, isTitle: true } })),
  ];
}

/** What a refresh writes, by what it is; the names are always the same. */
const PLACES: readonly (readonly [string, RegExp])[] = [
  ["the document and its lock", /^specs\/[a-z-]+\/[a-z]+\.(json|graphql)$/],
  ["generated types and tables", /\/src\/generated\//],
];

function describeFiles(files: readonly string[]): Block[] {
  if (files.length === 0) return [words("None.")];
  const rest = files.filter((file) => !PLACES.some(([, place]) => place.test(file)));
  return [
    shortTable("Files by what they are", [
      ...PLACES.map(([what, place]) => ({ what, files: files.filter((file) => place.test(file)).length })),
      ...(rest.length === 0 ? [] : [{ what: "others", files: rest.length }]),
    ]),
  ];
}

function describeRepetition({ vendor, after, allowed, touched, proof, compiles }: ReportFacts): Block[] {
  const given = (touched?.consumers ?? []).filter((one) => !touched?.own.includes(one));
  const flags = [
    ...allowed,
    ...given.map(() => "--consumers <folder>"),
    ...(proof || !compiles ? [] : ["--skip-proof"]),
  ];
  return [
    words(
      "The same bytes give the same files. Save the document, check its SHA-256, and run this at the commit before:",
    ),
    {
      kind: "commands",
      lines: [
        "sha256sum document",
        `# ${after.sha256.replace(/[^0-9a-f]/g, "")}`,
        ["npm run refresh --", vendor, "--from document --date", after.date, ...flags].join(" "),
      ],
    },
  ];
}
