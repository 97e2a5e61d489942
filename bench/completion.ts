// What an editor does: TypeScript 5.9's language service (the last one with an API to call) with one file open that imports the client.
// Each edit writes new text in front of the caret, so nothing of the file is remembered; the time is that of the completion request alone,
// clients in turn. What is offered, where a jump leads and what a hover shows is compared with Palette's document; a difference ends it.
import assert from "node:assert/strict";
import { isObject, type JsonObject, readPointer } from "../scripts/lib/json.ts";
import { eachOperation } from "../scripts/lib/override.ts";
import { writeConsumer } from "./lib/consumer.ts";
import { complete, type Editor, hover, jump, openEditor } from "./lib/language-service.ts";
import { buildPackage, installPeers, peerClient, preparePeerClients, readPinnedVersions } from "./lib/peers.ts";
import type { Report, Row } from "./lib/report.ts";
import { readPaletteDocument } from "./lib/sample-calls.ts";
import { interleave, round, spreadOf } from "./lib/statistics.ts";

const EDITS = 15;
const OURS =
  'import { createPaletteClient } from "@vendor-clients/palette";\nconst client = createPaletteClient({ apiKey: "key" });\n';

interface Subject {
  readonly name: string;
  readonly head: string;
  readonly typed: string;
  readonly tail: string;
}

const SUBJECTS: readonly Subject[] = [
  { name: "ours, path", head: OURS, typed: 'client.GET("', tail: '")' },
  { name: "ours, operation id", head: OURS, typed: "client.op.", tail: "" },
  {
    name: "hey-api, function",
    head: `import * as api from ${JSON.stringify(`${peerClient("hey-api")}/dist/index.js`)};\n`,
    typed: "api.",
    tail: "",
  },
  {
    name: "orval, function",
    head: `import * as api from ${JSON.stringify(`${peerClient("orval")}/dist/index.js`)};\n`,
    typed: "api.",
    tail: "",
  },
  {
    name: "openapi-fetch, path",
    head: `import createClient from "openapi-fetch";\nimport type { paths } from ${JSON.stringify(`${peerClient("openapi-typescript")}/index.js`)};\nconst client = createClient<paths>();\n`,
    typed: 'client.GET("',
    tail: '")',
  },
];

/** Measures completion and asserts what an editor shows. */
export async function measure(): Promise<Report> {
  installPeers();
  buildPackage("palette");
  preparePeerClients();
  const document = readPaletteDocument();
  const editors = new Map(
    SUBJECTS.map((one, i) => [one, openEditor(writeConsumer(`editor-${i}`, `${one.head}${one.typed}${one.tail};\n`))]),
  );
  const first = new Map(SUBJECTS.map((one) => [one, timeCompletion(one, editors.get(one), -1)]));
  const samples = await interleave(SUBJECTS, EDITS, (one, edit) => timeCompletion(one, editors.get(one), edit));
  const rows = SUBJECTS.map((one): Row => {
    const own = samples.get(one) ?? [];
    const spread = spreadOf(own.map(({ ms }) => ms));
    return {
      client: one.name,
      "first ms": round(first.get(one)?.ms ?? Number.NaN, 0),
      "after an edit, min ms": round(spread.min, 0),
      "median ms": round(spread.median, 0),
      offered: own[0]?.names.length ?? 0,
    };
  });
  const [ours] = SUBJECTS;
  assert(ours, "the first subject is our client");
  assertPaths(document, samples.get(ours)?.at(-1)?.names ?? []);
  const editor = editors.get(ours);
  assert(editor, "our client has an editor");
  return {
    title: "Completion, jump and hover on Palette",
    method: `Language service of TypeScript ${readPinnedVersions().get("typescript")}, ${EDITS} edits, clients in turn. "offered" is the number of names offered at the caret; the list of GET paths was equal to the document's.`,
    tables: [
      { caption: "Time of a completion", rows },
      { caption: "What completes inside a call", rows: checkCompletions(editor, document) },
      { caption: "Jump and hover", rows: checkNavigation(editor) },
    ],
    goals: [
      {
        figure: "completion after an edit, median ms",
        value: Number(rows[0]?.["median ms"]),
        bound: "<=",
        limit: 60,
      },
    ],
  };
}

function timeCompletion(
  { head, typed, tail }: Subject,
  editor: Editor | undefined,
  edit: number,
): { ms: number; names: string[] } {
  assert(editor);
  const caret = editor.type(`${head}export const before${edit + 1} = ${edit + 1};\n${typed}|${tail};\n`);
  const startedMs = performance.now();
  const names = complete(editor, caret);
  return { ms: performance.now() - startedMs, names };
}

function assertPaths(document: JsonObject, names: readonly string[]): void {
  const paths = [...eachOperation(document)].filter(({ method }) => method === "get").map(({ path }) => path);
  assert.deepEqual(names.toSorted(), paths.toSorted(), "the editor offers the document's GET paths");
}

/** Completions inside a call, each compared with what the document declares there. */
function checkCompletions(editor: Editor, document: JsonObject): Row[] {
  const keysOf = (schema: string) => Object.keys(readObject(document, `#/components/schemas/${schema}/properties`));
  const query = readParameters(document, "#/paths/~1v1~1packs/get/parameters", "query");
  const levels = readPointer(document, "#/components/schemas/v1SpectroTunnelConfig/properties/remoteSsh/enum");
  const cases: readonly { place: string; text: string; wanted: readonly string[] }[] = [
    {
      place: "query keys of GET /v1/packs",
      text: 'client.GET("/v1/packs", { params: { query: { | } } });',
      wanted: query,
    },
    {
      place: "path keys of GET /v1/packs/{uid}",
      text: 'client.GET("/v1/packs/{uid}", { params: { path: { | } } });',
      wanted: ["uid"],
    },
    {
      place: "body fields of POST /v1/apiKeys",
      text: 'client.POST("/v1/apiKeys", { body: { | } });',
      wanted: keysOf("v1ApiKeyEntity"),
    },
    {
      place: "nested body fields of POST /v1/apiKeys",
      text: 'client.POST("/v1/apiKeys", { body: { metadata: { | } } });',
      wanted: keysOf("v1ObjectMeta"),
    },
    {
      place: "enum values in a body",
      text: 'client.PATCH("/v1/edgehosts/{uid}/tunnelConfig", { params: { path: { uid: "x" } }, body: { remoteSsh: "|" } });',
      wanted: Array.isArray(levels) ? levels.map(String) : [],
    },
    {
      place: "fields of an answer",
      text: 'const { data } = await client.GET("/v1/packs"); data?.|',
      wanted: keysOf("v1PackSummaries"),
    },
    {
      place: "fields of an error",
      text: 'const { error } = await client.GET("/v1/packs"); error?.|',
      wanted: keysOf("v1Error"),
    },
  ];
  return cases.map(({ place, text, wanted }) => {
    const names = complete(editor, editor.type(`${OURS}${text}\n`));
    assert(wanted.length > 0, `the document declares ${place}`);
    assert.deepEqual(names.toSorted(), [...wanted].toSorted(), place);
    return { place, offered: names.length, "as the document": "yes" };
  });
}

/** Jumps and hovers, each checked for the operation's method and path. */
function checkNavigation(editor: Editor): Row[] {
  const look = (text: string) => {
    const caret = editor.type(`${OURS}${text}\n`);
    return { ...hover(editor, caret), target: jump(editor, caret) };
  };
  const byId = look("client.op.v1Packs|SummaryList();");
  assert.match(byId.target, /`GET \/v1\/packs`.*\n\s*v1PacksSummaryList\(/, "the jump lands on the documented member");
  assert.match(byId.documentation, /`GET \/v1\/packs`, pages by continue/, "the hover shows the operation");
  const byPath = look('client.G|ET("/v1/packs/{uid}", { params: { path: { uid: "x" } } });');
  assert.match(byPath.declaration, /GET<"\/v1\/packs\/\{uid\}">/, "the hover shows the path");
  return [
    {
      from: "client.op.v1PacksSummaryList",
      to: oneLine(byId.target),
      hover: oneLine(`${byId.declaration}: ${byId.documentation}`),
    },
    {
      from: 'GET of client.GET("/v1/packs/{uid}", ...)',
      to: oneLine(byPath.target),
      hover: oneLine(`${byPath.declaration} ${byPath.documentation}`),
    },
  ];
}

function readObject(document: JsonObject, pointer: string): JsonObject {
  const found = readPointer(document, pointer);
  return isObject(found) ? found : {};
}

function readParameters(document: JsonObject, pointer: string, place: string): string[] {
  const list = readPointer(document, pointer);
  return (Array.isArray(list) ? list : [])
    .map((one) => (isObject(one) && typeof one["$ref"] === "string" ? readPointer(document, one["$ref"]) : one))
    .flatMap((one) => (isObject(one) && one["in"] === place ? [String(one["name"])] : []));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
