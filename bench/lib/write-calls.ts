import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { peerClient } from "./peers.ts";
import type { SampledCall } from "./sample-calls.ts";

/** Text of a consumer that makes the calls, one function each. */
export type CallWriter = (calls: readonly SampledCall[]) => string;

/** Our client, by path. */
export function writeOurCalls(calls: readonly SampledCall[]): string {
  const head =
    'import { createPaletteClient } from "@vendor-clients/palette";\nconst client = createPaletteClient({ apiKey: "key" });';
  return writePathCalls(head, calls);
}

/** Our client, by operation id. */
export function writeOurOperationCalls(calls: readonly SampledCall[]): string {
  const head =
    'import { createPaletteClient } from "@vendor-clients/palette";\nconst client = createPaletteClient({ apiKey: "key" });';
  return writeResultCalls(head, calls, (call) => `client.op.${call.id}(${toInit(call)})`);
}

/** openapi-fetch over the types of openapi-typescript. */
export function writeOpenApiFetchCalls(calls: readonly SampledCall[]): string {
  const types = join(peerClient("openapi-typescript"), "index.js");
  const head = `import createClient from "openapi-fetch";\nimport type { paths } from ${JSON.stringify(types)};\nconst client = createClient<paths>();`;
  return writePathCalls(head, calls);
}

/** hey-api's functions. */
export function writeHeyApiCalls(calls: readonly SampledCall[]): string {
  const names = readExports(join(peerClient("hey-api"), "dist/sdk.gen.d.ts"));
  const nameOf = (call: SampledCall) => findName([...names.keys()], call.id);
  const head = importNames(calls.map(nameOf), join(peerClient("hey-api"), "dist/index.js"));
  return writeResultCalls(head, calls, (call) => {
    const { pathParams, query, header, body } = call;
    return `${nameOf(call)}(${toLiteral({ path: pathParams, query, headers: header, body })})`;
  });
}

/** orval's functions, whose parameters are the path's values, the body and the query, in this order. */
export function writeOrvalCalls(calls: readonly SampledCall[]): string {
  const names = readExports(join(peerClient("orval"), "dist/index.d.ts"));
  const nameOf = (call: SampledCall) => findName([...names.keys()], call.id);
  const head = importNames(calls.map(nameOf), join(peerClient("orval"), "dist/index.js"));
  const functions = calls.map((call, i) => {
    const pathValues = Object.entries(call.pathParams).map(([name, value]) => [toWord(name), value] as const);
    const values = (names.get(nameOf(call)) ?? []).map((parameter) => {
      const found = pathValues.find(([name]) => name === toWord(parameter));
      if (found) return JSON.stringify(found[1]);
      if (parameter === "options") return "";
      const value = parameter !== "params" ? call.body : isEmpty(call.query) ? undefined : call.query;
      return JSON.stringify(value) ?? "undefined";
    });
    const list = values
      .filter(Boolean)
      .join(", ")
      .replace(/(, undefined)+$/, "");
    return [
      `export async function call${i}() {`,
      `  const answer = await ${nameOf(call)}(${list});`,
      `  if (answer.status !== ${call.status}) throw answer;`,
      "  return answer.data;",
      "}",
    ].join("\n");
  });
  return `${head}\n${functions.join("\n")}\n`;
}

function writePathCalls(head: string, calls: readonly SampledCall[]): string {
  return writeResultCalls(head, calls, (call) => {
    const init = toInit(call);
    return `client.${call.method}(${JSON.stringify(call.path)}${init && `, ${init}`})`;
  });
}

function writeResultCalls(head: string, calls: readonly SampledCall[], write: (call: SampledCall) => string): string {
  const functions = calls.map((call, i) =>
    [
      `export async function call${i}() {`,
      `  const { data, error } = await ${write(call)};`,
      "  if (error) throw error;",
      "  return data;",
      "}",
    ].join("\n"),
  );
  return `${head}\n${functions.join("\n")}\n`;
}

function toInit({ pathParams, query, header, body }: SampledCall): string {
  const params = dropEmpty({ path: pathParams, query, header });
  return toLiteral({ params, body });
}

/** An object literal without its empty members; no text at all when nothing is left. */
function toLiteral(members: Readonly<Record<string, unknown>>): string {
  const kept = dropEmpty(members);
  return isEmpty(kept) ? "" : JSON.stringify(kept);
}

function dropEmpty(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).filter(([key, value]) => value !== undefined && (key === "body" || !isEmpty(value))),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function importNames(names: readonly string[], file: string): string {
  return `import { ${names.join(", ")} } from ${JSON.stringify(file)};`;
}

/** Exported functions of a declaration file, with the names of their parameters. */
function readExports(file: string): ReadonlyMap<string, readonly string[]> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
  const names = new Map<string, readonly string[]>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, type } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || !type || !ts.isFunctionTypeNode(type)) continue;
      names.set(
        name.text,
        type.parameters.map((one) => (ts.isIdentifier(one.name) ? one.name.text : "")),
      );
    }
  }
  return names;
}

/** Generators change the letters' case and drop signs; `V1AwsAmiTypes` and `v1AwsAmiTypes` mean one operation. */
function findName(names: readonly string[], id: string): string {
  const found = names.find((name) => name === id) ?? names.find((name) => toWord(name) === toWord(id));
  if (found === undefined) throw new Error(`Cannot write a call of "${id}": the peer has no function for it`);
  return found;
}

function toWord(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}
