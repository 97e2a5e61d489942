import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { peerClient } from "./peers.ts";
import type { SampledCall } from "./sample-calls.ts";

/** How a consumer uses its answers. */
export type Use =
  /** One function makes all calls and puts each answer's data in a list. */
  | "collected"
  /** One function for each call throws a failure and returns the data. */
  | "returned";

/** The calls of a consumer through one client. */
export interface WrittenCalls {
  readonly head: string;
  /** One expression for each call; its value is the answer's promise. */
  readonly calls: readonly string[];
  /** Status of the success, where the client's answer is told apart by its status and not by `error`. */
  readonly statuses?: readonly number[];
}

/** Writes the calls of one client. */
export type CallWriter = (calls: readonly SampledCall[]) => WrittenCalls;

const OUR_HEAD =
  'import { createPaletteClient } from "@vendor-clients/palette";\nconst client = createPaletteClient({ apiKey: "key" });';

/** Text of a consumer. */
export function toText({ head, calls, statuses }: WrittenCalls, use: Use): string {
  if (use === "collected") {
    const lines = calls.map((call, i) => `  const answer${i} = await ${call};\n  out.push(answer${i}.data);`);
    return [head, "export const out: unknown[] = [];", "export async function callAll() {", ...lines, "}", ""].join(
      "\n",
    );
  }
  const functions = calls.map((call, i) =>
    [
      `export async function call${i}() {`,
      ...(statuses
        ? [
            `  const answer = await ${call};`,
            `  if (answer.status !== ${statuses[i]}) throw answer;`,
            "  return answer.data;",
          ]
        : [`  const { data, error } = await ${call};`, "  if (error) throw error;", "  return data;"]),
      "}",
    ].join("\n"),
  );
  return [head, ...functions, ""].join("\n");
}

/** Our client, by path. */
export function writeOurCalls(calls: readonly SampledCall[]): WrittenCalls {
  return { head: OUR_HEAD, calls: calls.map(writePathCall) };
}

/** Our client, by operation id. */
export function writeOurOperationCalls(calls: readonly SampledCall[]): WrittenCalls {
  return { head: OUR_HEAD, calls: calls.map((call) => `client.op.${call.id}(${toInit(call)})`) };
}

/** openapi-fetch over the types of openapi-typescript. */
export function writeOpenApiFetchCalls(calls: readonly SampledCall[]): WrittenCalls {
  const types = join(peerClient("openapi-typescript"), "index.js");
  const head = `import createClient from "openapi-fetch";\nimport type { paths } from ${JSON.stringify(types)};\nconst client = createClient<paths>();`;
  return { head, calls: calls.map(writePathCall) };
}

/** The same text around promises that are declared in the file: what it costs before any client is looked at. */
export function writeTextAlone(calls: readonly SampledCall[]): WrittenCalls {
  const answers = calls.map((_, i) =>
    [
      `interface Data${i} { items?: string[]; name?: string }`,
      `declare const promise${i}: Promise<{ data: Data${i}; error?: undefined; response: Response } | Failed>;`,
    ].join("\n"),
  );
  const failed = "interface Failed { data?: undefined; error: { code?: string }; response: Response }";
  return { head: [failed, ...answers].join("\n"), calls: calls.map((_, i) => `promise${i}`) };
}

/** hey-api's functions. */
export function writeHeyApiCalls(calls: readonly SampledCall[]): WrittenCalls {
  const names = readExports(join(peerClient("hey-api"), "dist/sdk.gen.d.ts"));
  const nameOf = (call: SampledCall) => findName([...names.keys()], call.id);
  return {
    head: importNames(calls.map(nameOf), join(peerClient("hey-api"), "dist/index.js")),
    calls: calls.map((call) => {
      const { pathParams, query, header, body } = call;
      return `${nameOf(call)}(${toLiteral({ path: pathParams, query, headers: header, body })})`;
    }),
  };
}

/** orval's functions, whose parameters are the path's values, the body and the query, in this order. */
export function writeOrvalCalls(calls: readonly SampledCall[]): WrittenCalls {
  const names = readExports(join(peerClient("orval"), "dist/index.d.ts"));
  const nameOf = (call: SampledCall) => findName([...names.keys()], call.id);
  return {
    head: importNames(calls.map(nameOf), join(peerClient("orval"), "dist/index.js")),
    statuses: calls.map(({ status }) => status),
    calls: calls.map((call) => {
      const pathValues = Object.entries(call.pathParams).map(([name, value]) => [toWord(name), value] as const);
      const values = (names.get(nameOf(call)) ?? []).map((parameter) => {
        const found = pathValues.find(([name]) => name === toWord(parameter));
        if (found) return JSON.stringify(found[1]);
        if (parameter === "options") return "";
        const value = parameter !== "params" ? call.body : isEmpty(call.query) ? undefined : call.query;
        return JSON.stringify(value) ?? "undefined";
      });
      return `${nameOf(call)}(${values
        .filter(Boolean)
        .join(", ")
        .replace(/(, undefined)+$/, "")})`;
    }),
  };
}

function writePathCall(call: SampledCall): string {
  const init = toInit(call);
  return `client.${call.method}(${JSON.stringify(call.path)}${init && `, ${init}`})`;
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
