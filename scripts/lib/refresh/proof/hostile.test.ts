import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOSTILE_KINDS } from "../gate/hostile-kinds.ts";
import { INERT_CASES } from "../output/inert-documents.ts";
import { copyProject, type ProjectCopy } from "../project-copy.ts";
import { ALL_INERT, HOSTILE_RUNS, type HostileRun } from "./hostile-runs.ts";
import { type Tried, tryHostile } from "./try-hostile.ts";

// One hostile input of each kind through the whole command; `npm run bench:hostile` tries all of them.

const WORKERS = 2;
const refused = HOSTILE_RUNS.filter(({ refusal }) => refusal);
const first = [...HOSTILE_KINDS.keys()].flatMap((kind) => refused.find((run) => run.kind === kind) ?? []);

describe("npm run refresh, for a hostile input", () => {
  const tried = new Map<HostileRun, Tried>();

  beforeAll(async () => {
    const waiting = [ALL_INERT, ...first];
    const work = async () => {
      const copies = new Map<string, ProjectCopy>();
      for (let run = waiting.shift(); run; run = waiting.shift()) {
        const copy = copies.get(run.vendor) ?? copyProject(run.vendor);
        copies.set(run.vendor, copy);
        tried.set(run, await tryHostile(copy, run));
      }
      for (const copy of copies.values()) copy.remove();
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
  }, 180_000);
  afterAll(() => tried.clear());

  test.each(first.map((run) => [run.kind, run.title, run] as const))("of kind %d (%s), refuses it", (_, __, run) => {
    expect(tried.get(run)?.faults).toEqual([]);
  });

  test("of every kind that is let through, at once, does nothing of what it says", () => {
    expect(tried.get(ALL_INERT)?.faults).toEqual([]);
  });

  test("of every kind there is one, refused or let through", () => {
    const kinds = new Set([...first, ...INERT_CASES].map(({ kind }) => kind));
    expect([...HOSTILE_KINDS.keys()].filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});
