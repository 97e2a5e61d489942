import ts from "typescript";
import { describe, expect, it } from "vitest";
import { generateAnywhere } from "./generate.ts";

const SDL = `
type Query {
  my_env(name: String!, at: Date): my_env
  envs(filter: filter): [my_env!]!
  either: Either
  old: Int @deprecated
}
type Mutation { save(input: Save!): my_env! envs: Int }
type my_env { name: String! mode: Mode old: Int @deprecated tags: [String]! token: Sensitive }
type Other { name: Int }
union Either = my_env | Other
enum Mode { ON OFF BROKEN @deprecated }
enum Only { A B }
scalar Date
scalar Sensitive
input filter { names: [String!] }
input Save @oneOf { apiKey: Sensitive only: Only passwordType: String passwordValue: String valueFromSecret: Ref }
input Ref { name: String! }
`;

const { files, operations, types } = await generateAnywhere({ sdl: SDL });
const read = (name: string) => files.get(name) ?? "";

describe("generateAnywhere()", () => {
  it("a schema, makes these files and counts", () => {
    expect([...files.keys()]).toEqual(["documents.ts", "operations.ts", "results.ts", "types.ts"]);
    expect({ operations, types }).toEqual({ operations: 6, types: 10 });
    for (const content of files.values()) expect(content).toMatch(/^\/\/ Generated from .*; do not edit\.\n/);
  });

  it("the same schema twice, makes the same files", async () => {
    expect((await generateAnywhere({ sdl: SDL })).files).toEqual(files);
  });

  it("an enum, is open where an answer holds it and closed elsewhere", () => {
    expect(read("types.ts")).toContain('export type Mode = "ON" | "OFF" | "BROKEN" | (string & {});');
    expect(read("types.ts")).toContain("Deprecated: BROKEN.");
    expect(read("types.ts")).toContain('export type Only = "A" | "B";');
  });

  it("types, keep the vendor's names, with plain scalars and null where it may come", () => {
    expect(read("types.ts")).toContain(`export interface my_env {
  mode: Maybe<Mode>;
  name: string;
  /** @deprecated */
  old: Maybe<number>;
  tags: Array<Maybe<string>>;
  token: Maybe<string>;
}`);
    expect(read("types.ts")).toContain(
      "export interface QueryMy_envArgs {\n  at?: InputMaybe<unknown>;\n  name: string;\n}",
    );
    expect(read("types.ts")).not.toContain("Scalars");
  });

  it("operations, have variables and data, and a method unless a query has the name", () => {
    const text = read("operations.ts");
    expect(text).toContain("  my_env: { variables: Types.QueryMy_envArgs; data: Types.my_env | null };");
    expect(text).toContain("  envs: { variables: Types.QueryEnvsArgs; data: Array<Types.my_env> };");
    expect(text).toContain("  envs: { variables: Record<string, never>; data: number | null };");
    expect(text).toContain('  either: { variables: Record<string, never>; data: Results.eitherQuery["either"] };');
    expect(text).toContain("  save(variables: Types.MutationSaveArgs, options?: CallOptions)");
    expect(text.match(/^ {2}envs\(/gm)).toHaveLength(1);
    expect(text).toContain("   * Query `old: Int`. `null` when there is none.\n   *\n   * @deprecated\n");
  });

  it("an answer of a union, has a type of its own", () => {
    expect(read("results.ts")).toContain("__typename: 'Other'");
    expect(read("results.ts")).not.toContain("envsQuery");
  });

  it("documents, stand in tables beside the fields that take secrets", () => {
    expect(read("documents.ts")).toContain(
      '"envs": "query envs($filter:filter){envs(filter:$filter){name mode old tags token}}"',
    );
    expect(read("documents.ts")).toContain('SECRET_FIELDS: readonly string[] = ["apiKey","passwordValue"];');
  });

  it("the files, hold declarations only: imports, types, and tables of text", () => {
    for (const [name, content] of files) {
      const { statements } = ts.createSourceFile(name, content, ts.ScriptTarget.ES2022);
      const kinds = new Set(statements.map(({ kind }) => ts.SyntaxKind[kind]));
      const tables = name === "documents.ts" ? ["FirstStatement", "VariableStatement"] : [];
      for (const kind of kinds) {
        expect(["ImportDeclaration", "InterfaceDeclaration", "TypeAliasDeclaration", ...tables]).toContain(kind);
      }
    }
  });

  it.each([
    [
      "a type whose name the files use themselves",
      "type Query { a: Maybe } type Maybe { b: Int }",
      /"Maybe": the name is taken/,
    ],
    [
      "a type whose name TypeScript keeps",
      "type Query { a: string } type string { b: Int }",
      /"string": the name is taken/,
    ],
    [
      "two types of one name",
      "type Query { a(b: Int): QueryAArgs } type QueryAArgs { c: Int }",
      /"QueryAArgs": two types get this name/,
    ],
  ])("%s, throws TypeError", async (_, sdl, message) => {
    await expect(generateAnywhere({ sdl })).rejects.toThrow(message);
  });

  it("the committed schema, makes no types of its own for answers", async () => {
    const generated = await generateAnywhere();
    expect([...generated.files.keys()]).toEqual(["documents.ts", "operations.ts", "types.ts"]);
    expect(generated).toMatchObject({ operations: 35, types: 233 });
  });
});
