import { describe, expect, test } from "vitest";
import { formatTable } from "../table.ts";
import type { Run, Step } from "./step.ts";
import { isUnexpected, medianOf, toChangeRows, toGoals, toSummaryRows, toTimeRows } from "./tables.ts";

const run = (seconds: number, peakMiB?: number, status = 0): Run => ({
  ...{ status, output: "", seconds, peakMiB },
  ...(peakMiB !== undefined && { cpuSeconds: seconds + 2 }),
});

const counts = { before: 963, after: 1043, added: 90, removed: 10, changed: 7, breaking: 5, risky: 2, additive: 91 };

const step: Step = {
  ...{ vendor: "palette", kind: "next", revision: "2026-02-09", flags: [], status: 0, level: "breaking", counts },
  ...{ runs: [run(9, 400), run(7, 450), run(30, 420)], proved: run(25.26, 600) },
  ...{ proof: { passed: 12, failed: 0 }, files: 7, load: 1.26 },
};

const again: Step = {
  ...{ vendor: "palette", kind: "again", revision: "2026-02-09", flags: [], status: 0, runs: [run(0.5, 80)] },
  ...{ files: 0, load: 0 },
};

const view: Step = {
  ...{
    vendor: "altinity-acm",
    kind: "view",
    revision: "25.7.34 public",
    flags: [],
    status: 14,
    runs: [run(2, 90, 14)],
  },
  ...{ files: 0, load: 0 },
};

test("toChangeRows(), given a step, tells what changed and how it ended", () => {
  expect(toChangeRows([step])).toEqual([
    {
      ...{ vendor: "palette", revision: "2026-02-09", step: "next", exit: 0, flags: "none", operations: "963 -> 1043" },
      ...{ added: 90, removed: 10, changed: 7, level: "breaking", breaking: 5, risky: 2, additive: 91 },
      ...{ "contract tests": "12 passed, 0 failed", files: 7 },
    },
  ]);
});

test("toChangeRows(), given steps without changes beside one with them, leaves cells empty and the table whole", () => {
  const lines = formatTable(toChangeRows([step, again, view])).split("\n");
  expect(new Set(lines.map((line) => line.split("|").length))).toEqual(new Set([17]));
  expect(lines[3]).toMatch(/unchanged +\| +0 \| none +\| +\| +\|/);
  expect(lines[4]).toMatch(/to be refused +\| +14 \|/);
});

test("toChangeRows(), given flags, names them", () => {
  expect(toChangeRows([{ ...step, flags: ["--allow-shrink", "--allow-host"] }])[0]).toMatchObject({
    flags: "--allow-shrink --allow-host",
  });
});

test("toTimeRows(), given several runs, tells the median, the least and the most memory", () => {
  expect(toTimeRows([step])).toEqual([
    {
      ...{
        vendor: "palette",
        revision: "2026-02-09",
        step: "next",
        "s, median": 9,
        "s, least": 7,
        "s of processor": 9,
        "peak MiB": 450,
      },
      ...{ "s with contract tests": 25.3, "peak MiB with them": 600, load: 1.3 },
    },
  ]);
});

test("toTimeRows(), given a system that tells neither memory nor processor time, leaves them out", () => {
  expect(toTimeRows([{ ...step, runs: [run(1)], proved: run(2) }])[0]).toMatchObject({
    ...{ "s of processor": "", "peak MiB": "", "peak MiB with them": "" },
  });
});

test("toSummaryRows(), given all kinds of steps, keeps what was refused and leaves out what was repeated", () => {
  expect(toSummaryRows([step, again, view])).toEqual([
    {
      ...{ vendor: "palette", revision: "2026-02-09", exit: 0, operations: "963 -> 1043", added: 90, removed: 10 },
      ...{ changed: 7, "breaking changes": 5, "contract tests": "12 of 12", seconds: 9, "peak MiB": 450 },
    },
    {
      ...{
        vendor: "altinity-acm",
        revision: "25.7.34 public",
        exit: 14,
        operations: "refused",
        added: "",
        removed: "",
      },
      ...{ changed: "", "breaking changes": "", "contract tests": "", seconds: 2, "peak MiB": 90 },
    },
  ]);
});

describe("toGoals()", () => {
  const valueFor = (steps: readonly Step[], figure: RegExp) =>
    toGoals(steps).find((goal) => figure.test(goal.figure))?.value;

  test("given steps that went through, keeps every promise", () => {
    const goals = toGoals([step, again, view]);
    expect(goals.map(({ value, limit }) => [value, limit])).toEqual([
      ...[
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      ...[
        [9, 12],
        [450, 1024],
        [0.5, 1],
      ],
    ]);
  });

  test.each<[string, Step[], RegExp, number]>([
    ["an exit code that no step may have", [{ ...step, status: 21 }, step], /exit code/, 1],
    ["a part of a revision that went through", [{ ...view, status: 0 }], /exit code/, 1],
    ["a flag for the oldest revision", [{ ...step, kind: "base", flags: ["--allow-shrink"] }], /flag/, 0],
    ["a flag for a later one", [{ ...step, flags: ["--allow-shrink"] }], /flag/, 1],
    ["contract tests that were left out", [{ ...step, proof: undefined }, step], /not run/, 1],
    ["contract tests that fail", [{ ...step, proof: { passed: 1, failed: 2 } }, step], /fail/, 2],
    ["a slower base", [step, { ...step, kind: "base", runs: [run(13.04)] }], /slowest/, 13],
    ["a base with more memory", [step, { ...step, kind: "base", runs: [run(1, 1025)] }], /peak/, 1025],
    ["an unchanged document that takes longer", [step, { ...again, runs: [run(1.204)] }], /unchanged/, 1.2],
  ])("given %s, counts it", (_, steps, figure, value) => {
    expect(valueFor(steps, figure)).toBe(value);
  });

  test("given other vendors only, sets no goal of time or memory", () => {
    expect(toGoals([{ ...step, vendor: "edge-host" }, view]).every(({ limit }) => limit === 0)).toBe(true);
  });
});

test("isUnexpected(), given a run without contract tests that ended otherwise, is true", () => {
  expect(isUnexpected(step)).toBe(false);
  expect(isUnexpected({ ...step, runs: [run(1), run(1, 1, 21)] })).toBe(true);
});

test.each<[number[], number]>([
  [[30, 7, 9], 9],
  [[2, 1], 1],
  [[5], 5],
])("medianOf(%j) is %i", (values, median) => {
  expect(medianOf(values)).toBe(median);
});
