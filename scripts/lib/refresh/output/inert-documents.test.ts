import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateRest } from "../../generate/generate-rest.ts";
import { importDocument } from "../../import/import-document.ts";
import { gateBefore } from "../gate/gate-before.ts";
import { pathsOf, spoil } from "../gate/hostile-document.ts";
import { expectRestNames } from "./expected-names.ts";
import { gateAfter } from "./gate-after.ts";
import { INERT_CASES, type InertCase } from "./inert-documents.ts";

// A check of the document refuses it before the generator sees it; the generator need not rely on that.
const TEMPLATE: InertCase = {
  kind: 11,
  title: "a path with a template",
  change: (document) => {
    pathsOf(document)['/a\u0024{globalThis.CANARY="sung"}'] = { get: { responses: { "200": { description: "" } } } };
  },
};
const CASES = [...INERT_CASES, TEMPLATE];

describe("generateRest() after the gate, for hostile text", () => {
  let folder = "";
  const made: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "inert-"));
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(
    CASES.map(({ title, change }) => [title, change] as const),
  )("%s: only expected declarations come out, the same twice", async (_, change) => {
    const { document } = importDocument(gateBefore(new TextEncoder().encode(spoil(change))));
    const options = { interfaceName: "Kites", pageStyles: {} };
    const { files } = await generateRest(document, options);
    gateAfter(files, expectRestNames(document, "Kites"), []);
    expect([...(await generateRest(document, options)).files]).toEqual([...files]);
    for (const [name, text] of files) {
      const file = join(folder, `${made.length}-${name}`);
      await writeFile(file, text);
      made.push(file);
    }
  });

  test("files of all of them, imported, leave the process as it was", () => {
    const canary = join(import.meta.dirname, "canary.ts");
    expect(made.length).toBeGreaterThan(CASES.length);
    const { status, stderr } = spawnSync(process.execPath, [canary, ...made], { encoding: "utf8" });
    expect([status, stderr.replace(/.*ExperimentalWarning.*|.*--trace-warnings.*/g, "").trim()]).toEqual([0, ""]);
  });
});
