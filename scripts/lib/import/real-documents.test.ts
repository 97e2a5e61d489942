import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { toCanonicalJson } from "../canonical.ts";
import { isObject, type Json } from "../json.ts";
import { eachOperation } from "../override.ts";
import { importDocument } from "./import-document.ts";
import { readJsonDocument } from "./read-json.ts";
import { findText } from "./rules/prose.ts";
import { eachNode } from "./shapes.ts";

const FOLDER = new URL("../../../../shared/vendor-docs/", import.meta.url);

/** File, operations, and what the importer has to list as lost. */
const DOCUMENTS: readonly [string, number, number][] = [
  ["palette/2025-08-13.json", 963, 4],
  ["palette/2026-02-09.json", 1043, 4],
  ["palette/2026-04-23.json", 1181, 4],
  ["altinity-acm/25.7.34.json", 268, 0],
  ["altinity-acm/25.7.34.public.json", 17, 0],
  ["altinity-acm/26.1.59.json", 224, 0],
  ["instaclustr/2023-09.json", 139, 0],
  ["edge-host/v1.json", 70, 0],
];

/** All descriptions and summaries of a document, by a rule of thumb that knows nothing of OpenAPI's objects. */
function sentencesOf(value: Json, sentences = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return sentences;
  for (const [key, child] of Object.entries(value)) {
    if ((key === "description" || key === "summary") && typeof child === "string" && child.split(" ").length > 3) {
      sentences.add(child);
    }
    sentencesOf(child, sentences);
  }
  return sentences;
}

function stringsOf(value: Json, strings = new Set<string>()): Set<string> {
  if (typeof value === "string") strings.add(value);
  else if (typeof value === "object" && value !== null)
    for (const child of Object.values(value)) stringsOf(child, strings);
  return strings;
}

describe.skipIf(!existsSync(FOLDER))("importDocument(), for the vendors' real documents in ../shared", () => {
  test.each(
    DOCUMENTS,
  )("importDocument(), for %s, keeps its %d operations and lists %d lost bodies", (file, operations, lost) => {
    const raw = readJsonDocument(readFileSync(new URL(file, FOLDER)));
    const { document, report } = importDocument(raw);
    expect(report.counts.operations).toBe(operations);
    expect(report.lost).toHaveLength(lost);

    const ids = [...eachOperation(document)].map(({ operation }) => operation["operationId"]);
    expect(new Set(ids).size).toBe(operations);

    expect(toCanonicalJson(importDocument(document).document)).toBe(toCanonicalJson(document));

    expect([...eachNode(document)].flatMap(({ kind, node }) => findText(kind, node))).toEqual([]);
    const strings = stringsOf(document);
    expect([...sentencesOf(raw)].filter((sentence) => strings.has(sentence))).toEqual([]);
  });

  test("importDocument(), for Palette, keeps bodies of every method but GET", () => {
    const raw = readJsonDocument(readFileSync(new URL("palette/2026-04-23.json", FOLDER)));
    const bodies = [...eachOperation(importDocument(raw).document)].filter(({ operation }) =>
      isObject(operation["requestBody"]),
    );
    const methods = Map.groupBy(bodies, ({ method }) => method);
    expect(methods.get("get")).toBeUndefined();
    expect(methods.get("delete")).toHaveLength(9);
    // 545 JSON bodies and 12 forms.
    expect(bodies).toHaveLength(557);
  });
});
