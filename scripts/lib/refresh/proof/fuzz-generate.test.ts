import fc from "fast-check";
import ts from "typescript";
import { expect, test } from "vitest";
import { generateRest } from "../../generate/generate-rest.ts";
import { CLIENT_SETTINGS } from "../../generate/settings.ts";
import { importDocument } from "../../import/import-document.ts";
import type { JsonObject } from "../../json.ts";
import { loadUpstream } from "../../specs.ts";
import { validateDocument } from "../../validate.ts";
import { gateBefore } from "../gate/gate-before.ts";
import { mutate, mutation } from "../gate/mutations.ts";
import { expectRestNames } from "../output/expected-names.ts";
import { gateAfter } from "../output/gate-after.ts";
import { toRefusal } from "../refusal.ts";

// Mutated documents that pass the gate, through generation, the gate after and the compiler's parser. A long run:
// REFRESH_FUZZ_GENERATED=5000 REFRESH_FUZZ_SEED=7 npx vitest run lib/refresh/proof/fuzz-generate

const WANTED = Number(process.env["REFRESH_FUZZ_GENERATED"] ?? 300);
const SEED = Number(process.env["REFRESH_FUZZ_SEED"] ?? 20_261_121);
const settings = CLIENT_SETTINGS["imply"];
const base = await loadUpstream("imply");

test(`generateRest(), for ${WANTED} mutated documents that pass the gate, makes expected declarations or refuses (seed ${SEED})`, async () => {
  const interfaceName = settings?.interfaceName ?? "";
  const builtIns = Object.getOwnPropertyNames(Object.prototype).join();
  let generated = 0;
  let refused = 0;
  let seed = SEED;
  while (generated < WANTED) {
    // The mutations of one seed are the same each time, so that a failure can be repeated.
    const documents = fc.sample(fc.array(mutation, { minLength: 1, maxLength: 4 }), { numRuns: 500, seed });
    seed += 1;
    for (const mutations of documents) {
      if (generated === WANTED) break;
      const document = await admit(mutations);
      if (document === undefined) {
        refused += 1;
        continue;
      }
      const startedMs = performance.now();
      const { files } = await generateRest(document, { ...settings, interfaceName, pageStyles: {} });
      gateAfter(files, expectRestNames(document, interfaceName), []);
      for (const [file, text] of files) expect(findSyntaxErrors(file, text), JSON.stringify(mutations)).toEqual([]);
      expect(performance.now() - startedMs).toBeLessThan(20_000);
      generated += 1;
    }
  }
  expect(refused).toBeGreaterThan(0);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(builtIns);
}, 3_600_000);

/** The imported document, if gate, importer and validation let it pass; every refusal has to be one of ours. */
async function admit(mutations: readonly Parameters<typeof mutate>[1][]): Promise<JsonObject | undefined> {
  const spoilt = structuredClone(base);
  for (const one of mutations) mutate(spoilt, one);
  try {
    const { document } = importDocument(gateBefore(new TextEncoder().encode(JSON.stringify(spoilt))));
    return (await validateDocument(document)).length === 0 ? document : undefined;
  } catch (error) {
    expect(toRefusal(error), error instanceof Error ? error.stack : String(error)).toBeDefined();
    return undefined;
  }
}

function findSyntaxErrors(file: string, text: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(text, { fileName: file, reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}
