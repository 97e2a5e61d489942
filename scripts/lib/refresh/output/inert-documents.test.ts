import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateRest } from "../../generate/generate-rest.ts";
import { importDocument } from "../../import/import-document.ts";
import type { JsonObject } from "../../json.ts";
import { gateBefore } from "../gate/gate-before.ts";
import { spoil } from "../gate/hostile-documents.ts";
import { expectRestNames } from "./expected-names.ts";
import { gateAfter } from "./gate-after.ts";

// What a vendor may write: names and values that look like code. They have to come out as names and values.

const CANARY = 'globalThis.CANARY = "sung"';
const CLOSERS = ["*/", '"', "'", "`", "}", "]", ";", "\n", "\r", "\u2028", "\u2029", "\\", "${", "</script>"];
const TEXTS = CLOSERS.map((closer) => `a${closer} ${CANARY}; /* ${closer}`);

type Change = Parameters<typeof spoil>[0];
const CASES: readonly [string, Change][] = [
  ...TEXTS.flatMap((text, index): [string, Change][] => [
    [
      `prose that closes with ${JSON.stringify(CLOSERS[index])}`,
      (document, kite, operation) => {
        for (const holder of [document["info"] as JsonObject, kite, operation]) {
          Object.assign(holder, { description: text, summary: text, title: text });
        }
        Object.assign(kite, { example: text, externalDocs: { description: text, url: "https://kites.test" } });
      },
    ],
    [
      `values that close with ${JSON.stringify(CLOSERS[index])}`,
      (_, kite) => {
        const { pattern: _none, ...facets } = { enum: [text, "b"], default: text, format: text, pattern: "" };
        kite["properties"] = { a: { type: "string", ...facets }, b: { type: "string", enum: ["<>*'\""] } };
        kite["deprecated"] = true;
      },
    ],
  ]),
  [
    "names for values that are statements",
    (_, kite) => {
      const names = [`A=(${CANARY})`, "B"];
      kite["properties"] = {
        a: { type: "string", enum: ["a", "b"], "x-enum-varnames": names, "x-enumDescriptions": TEXTS },
      };
    },
  ],
  [
    "properties with odd names",
    (_, kite) => {
      const names = [
        'a"]: 1',
        "a']: 1",
        "",
        "-1",
        "Infinity",
        "1e3",
        "a`b",
        "\u0024{x}",
        "constructor",
        "toString",
        "*/",
      ];
      kite["properties"] = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
      kite["required"] = ["", "-1"];
    },
  ],
  [
    "paths with quotes and templates",
    (document) => {
      for (const path of ["/a`b", `/a\u0024{${CANARY}}`.replaceAll(" ", ""), "/a'b", '/a"b']) {
        (document["paths"] as JsonObject)[path] = { get: { responses: { "200": { description: "" } } } };
      }
    },
  ],
  [
    "operations named as words of the language",
    (document) => {
      for (const name of ["default", "class", "await", "toString", "hasOwnProperty"]) {
        const responses = { "200": { description: "" } };
        (document["paths"] as JsonObject)[`/${name}`] = { get: { operationId: name, responses } };
      }
    },
  ],
  [
    "a schema that holds itself in many ways",
    (_, kite) => {
      const $ref = "#/components/schemas/Kite";
      kite["properties"] = { a: { $ref }, b: { type: "array", items: { $ref } } };
      kite["additionalProperties"] = { $ref };
    },
  ],
];

describe("generateRest() after the gate, for hostile text", () => {
  let folder = "";
  const made: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "inert-"));
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(CASES)("%s: only expected declarations come out, the same twice", async (_, change) => {
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
