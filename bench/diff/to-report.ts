import { MUTATION_KINDS } from "../../scripts/lib/compare/mutations/mutate.ts";
import type { Goal, Report, Row } from "../lib/report.ts";
import { round } from "../lib/statistics.ts";
import { explain, explainOurs } from "./explanations.ts";
import type { Judged } from "./hold-against.ts";
import type { JudgedPair } from "./judge-pair.ts";
import type { Costs } from "./measure-speed.ts";
import type { Pair } from "./pairs.ts";

/** Everything that was found and measured. */
export interface Outcome {
  readonly version: string;
  readonly seed: number;
  readonly revisions: readonly JudgedPair[];
  readonly mutations: readonly JudgedPair[];
  readonly speed: readonly Costs[];
  readonly speedPair: Pair | undefined;
}

/** A promise fails the command when it is not kept; times of a machine do not. */
export interface DiffReport extends Report {
  readonly goals: readonly (Goal & { readonly isPromise: boolean })[];
}

/** Tables and goals of a run. */
export function toReport(outcome: Outcome): DiffReport {
  const { version, seed, revisions, mutations, speed, speedPair } = outcome;
  const all = [...revisions, ...mutations];
  const vendors = [...Map.groupBy(mutations, ({ vendor }) => vendor)];
  return {
    title: "Our comparison of documents, judged by oasdiff",
    method:
      `oasdiff ${version} and our comparison read the same pairs of documents: neighbouring real revisions, imported and corrected as a refresh does, ` +
      `and mutations of the committed documents of all REST vendors, one change each, places chosen by seed ${seed}. For each error of oasdiff there has to be a ` +
      "breaking change of ours for the same operation, for each warning at least a risky one. `found`: of the same kind in the same direction. `as another kind`: " +
      "as grave, in the same direction. `laxer`: less grave; every such finding is explained below. `ours only`: breaking for us, without an error of oasdiff's.",
    tables: [
      {
        caption: "Real revisions",
        rows: revisions.map((pair) => ({ pair: `${pair.vendor} ${pair.name}`, ...countSides(pair), ...count([pair]) })),
      },
      {
        caption: "Mutations",
        rows: [...vendors, ["all", mutations] as const].map(([vendor, pairs]) => ({
          vendor,
          mutations: pairs.length,
          ...count(pairs),
          "level as written down": pairs.filter(({ want, ours }) => want === ours.level).length,
        })),
      },
      { caption: "Where oasdiff's findings are less, or something else, for us", rows: listDifferences(all) },
      { caption: "Breaking for us alone", rows: listOursOnly(all) },
      {
        caption: speedPair ? `Time and memory, ${speedPair.vendor} ${speedPair.name}` : "Time and memory",
        rows: listCosts(speed),
      },
      { caption: "Kinds of mutations, and the level that we want them to have", rows: listKinds(mutations) },
    ].filter(({ rows }) => rows.length > 0),
    goals: toGoals(all, mutations, speed),
  };
}

function countSides({ ours: { compared } }: JudgedPair): Row {
  return { operations: `${compared.before.operations} to ${compared.after.operations}` };
}

function count(pairs: readonly JudgedPair[]): Row {
  const judged = pairs.flatMap((pair) => pair.judged);
  const having = (test: (one: Judged) => boolean) => judged.filter(test).length;
  return {
    errors: having(({ isError }) => isError),
    warnings: having(({ isError }) => !isError),
    found: having(({ verdict }) => verdict === "found"),
    "as another kind": having(({ verdict }) => verdict === "as another kind"),
    "laxer, explained": having((one) => isLess(one) && explain(one) !== undefined),
    "laxer or missed, unexplained": having((one) => isLess(one) && explain(one) === undefined),
    "ours only": pairs.flatMap(({ oursOnly }) => oursOnly).length,
  };
}

function isLess({ verdict }: Judged): boolean {
  return verdict === "laxer" || verdict === "missed";
}

function listDifferences(pairs: readonly JudgedPair[]): Row[] {
  const different = pairs.flatMap(({ judged }) => judged.filter(({ verdict }) => verdict !== "found"));
  const groups = Map.groupBy(different, (one) => JSON.stringify([one.check, isLess(one), explain(one)]));
  const rows = [...groups.values()].flatMap((group): Row[] => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        "oasdiff's check": first.check,
        theirs: first.isError ? "error" : "warning",
        findings: group.length,
        "our level": [...new Set(group.map(({ level }) => level))].sort().join(", "),
        why: explain(first) ?? "UNEXPLAINED",
      },
    ];
  });
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function listOursOnly(pairs: readonly JudgedPair[]): Row[] {
  const rules = pairs.flatMap(({ oursOnly }) => oursOnly);
  const groups = Map.groupBy(rules, (rule) => rule);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, list]) => ({ "our rule": rule, changes: list.length, why: explainOurs(rule) ?? "UNEXPLAINED" }));
}

function listCosts(speed: readonly Costs[]): Row[] {
  const theirs = speed.at(-1);
  return speed.map(({ name, min, median, megabytes }) => ({
    program: name,
    "seconds, least": round(min, 2),
    "seconds, median": round(median, 2),
    "of oasdiff's, least": round(min / (theirs?.min ?? min), 2),
    "peak MB": Math.round(megabytes),
  }));
}

function listKinds(mutations: readonly JudgedPair[]): Row[] {
  const byName = Map.groupBy(mutations, ({ name }) => name);
  const gravest = (pairs: readonly JudgedPair[]) => {
    const judged = pairs.flatMap((pair) => pair.judged);
    return judged.some(({ isError }) => isError) ? "error" : judged.length > 0 ? "warning" : "";
  };
  return MUTATION_KINDS.flatMap(({ there, back }) => [there, back]).map(([name, want]) => {
    const [request, response] = typeof want === "string" ? [want, want] : want;
    const made = byName.get(name) ?? [];
    return { mutation: name, "sent or whole": request, answered: response, made: made.length, oasdiff: gravest(made) };
  });
}

function toGoals(
  all: readonly JudgedPair[],
  mutations: readonly JudgedPair[],
  speed: readonly Costs[],
): DiffReport["goals"] {
  const unexplained = all.flatMap(({ judged }) => judged).filter((one) => one.verdict !== "found" && !explain(one));
  const oursOnly = all.flatMap((pair) => pair.oursOnly).filter((rule) => explainOurs(rule) === undefined);
  const other = mutations.filter(({ want, ours }) => want !== ours.level);
  const [ours, theirs] = speed;
  const isWhole = new Set(mutations.map(({ vendor }) => vendor)).size > 1;
  const ratio = isWhole && ours && theirs ? [ours.min / theirs.min] : [];
  const count = { figure: "mutations of six documents", value: mutations.length, bound: ">=", limit: 500 } as const;
  return [
    ...(isWhole ? [{ ...count, isPromise: true }] : []),
    {
      figure: "findings of oasdiff that we miss, or call less without a reason",
      value: unexplained.length,
      bound: "<=",
      limit: 0,
      isPromise: true,
    },
    {
      figure: "breaking changes of ours alone, without a reason",
      value: oursOnly.length,
      bound: "<=",
      limit: 0,
      isPromise: true,
    },
    {
      figure: "mutations with another level than written down",
      value: other.length,
      bound: "<=",
      limit: 0,
      isPromise: true,
    },
    ...ratio.map((value) => ({
      figure: "time of our comparison / oasdiff's, Palette",
      value: round(value, 2),
      bound: "<=" as const,
      limit: 1,
      isPromise: false,
    })),
  ];
}
