import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import { ROOT, specFile } from "../../project.ts";
import { compareDocuments } from "../compare-documents.ts";
import { MUTATION_KINDS, mutate } from "./mutate.ts";

const SEED = 20_261_121;
const read = (vendor: string): JsonObject =>
  JSON.parse(readFileSync(join(ROOT, specFile(vendor, "openapi.json")), "utf8"));

/** All kinds that Imply's document has, and every fifth of Edge Host's, which takes ten times as long. */
const DOCUMENTS = [
  ["imply", 1, 130],
  ["edge-host", 5, 30],
] as const;
/** Far more than it takes; machines that do other things meanwhile are slow. */
const LIMIT_MS = 60_000;

describe("mutations of the vendors' documents", () => {
  test.each(DOCUMENTS)(
    "compareDocuments(), for mutations of %s, gives each the level that we wrote down for its kind",
    (vendor, step, least) => {
      const mutations = [...mutate(read(vendor), { seed: SEED })].filter((_, index) => index % step === 0);
      expect(mutations.length).toBeGreaterThanOrEqual(least);
      const given = mutations.map(({ kind, pointer, before, after }) => [
        kind,
        pointer,
        compareDocuments(before, after).level,
      ]);
      expect(given).toEqual(mutations.map(({ kind, pointer, want }) => [kind, pointer, want]));
    },
    LIMIT_MS,
  );

  test("mutate(), for the same seed, gives the same mutations, and others for another seed", () => {
    const list = (seed: number) =>
      [...mutate(read("imply"), { seed })].map(({ kind, pointer }) => `${kind} ${pointer}`);
    expect(list(SEED)).toEqual(list(SEED));
    expect(list(SEED + 1)).not.toEqual(list(SEED));
  });

  test("mutate(), for more rounds, alters as many places of a kind, each there and back", () => {
    const document = read("imply");
    const whole = JSON.stringify(document);
    const deprecated = [...mutate(document, { seed: SEED, rounds: 3 })].filter(({ kind }) =>
      /^operation (un)?dep/.test(kind),
    );
    expect(deprecated).toHaveLength(6);
    expect(new Set(deprecated.map(({ pointer }) => pointer)).size).toBe(3);
    expect(deprecated[0]?.before).toBe(deprecated[1]?.after);
    expect(JSON.stringify(document)).toBe(whole);
  });

  test("MUTATION_KINDS, for the table of levels, names each kind once", () => {
    const names = MUTATION_KINDS.flatMap(({ there, back }) => [there[0], back[0]]);
    expect(new Set(names).size).toBe(names.length);
  });
});
