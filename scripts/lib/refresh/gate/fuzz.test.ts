import fc from "fast-check";
import { expect, test } from "vitest";
import { importDocument } from "../../import/import-document.ts";
import { loadUpstream } from "../../specs.ts";
import { toRefusal } from "../refusal.ts";
import { gateBefore } from "./gate-before.ts";
import { mutate, mutation } from "./mutations.ts";

const RUNS = 2_000;
const imply = await loadUpstream("imply");
// The small one more often: what is tried is the readers, and most of them run per place.
const documents = [imply, imply, imply, await loadUpstream("edge-host")];

test(`gateBefore() and the importer, for ${RUNS} mutated documents, refuse by rule or import; they neither crash nor hang`, () => {
  const seed = 20_261_121;
  const builtIns = Object.getOwnPropertyNames(Object.prototype).join();
  let imported = 0;
  let refused = 0;
  const property = fc.property(fc.nat(), fc.array(mutation, { minLength: 1, maxLength: 4 }), (which, mutations) => {
    const document = structuredClone(documents[which % documents.length] ?? {});
    for (const one of mutations) mutate(document, one);
    const startedMs = performance.now();
    try {
      importDocument(gateBefore(new TextEncoder().encode(JSON.stringify(document))));
      imported += 1;
    } catch (error) {
      expect(toRefusal(error), error instanceof Error ? error.stack : String(error)).toBeDefined();
      refused += 1;
    }
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
  fc.assert(property, { numRuns: RUNS, seed });
  expect(imported).toBeGreaterThan(RUNS / 20);
  expect(refused).toBeGreaterThan(RUNS / 20);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(builtIns);
}, 120_000);
