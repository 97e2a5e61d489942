import { type HostileCase, one, pathsOf, schemasOf } from "./hostile-document.ts";

type Refused = HostileCase["refusal"];
const COMPONENT: Refused = ["unsafe", /^(component-name|key.*|readable-name)$/];
const READABLE: Refused = ["unsafe", /name|characters/];
const TAG: Refused = ["unsafe", /^(tag|.*characters)$/];
const show = (name: string) => JSON.stringify(name.slice(0, 30));

const schema = (kind: number, name: string, refusal: Refused) =>
  one(kind, `a schema named ${show(name)}`, refusal, (document) => {
    schemasOf(document)[name] = {};
  });
const operation = (kind: number, name: string) =>
  one(kind, `an operation named ${show(name)}`, ["unsafe", /operation-id|reserved/], (_, __, at) => {
    at["operationId"] = name;
  });
const tag = (kind: number, name: string) =>
  one(kind, `a tag ${show(name)}`, TAG, (_, __, at) => {
    at["tags"] = [name];
  });

/** Names, paths and addresses outside of what their kind may be. */
export const NAME_CASES: readonly HostileCase[] = [
  schema(6, "X']; CANARY; type Y=['", COMPONENT),
  schema(7, "X = 1; CANARY; type Y", COMPONENT),
  ...["constructor", "prototype", "valueOf", "Kite__"].map((name) => schema(10, name, READABLE)),
  ...["constructor", "__proto__", "toString", "hasOwnProperty"].map((name) => operation(10, name)),
  ...["a`b\\c", "//evil.test/x", "/a/../b", "/a/%2e%2e/b", "/a\\b", "/a?b", "/a#b", "no-slash"].map((path) =>
    one(11, `the path ${path}`, ["unsafe", /^path$/], (document) => {
      pathsOf(document)[path] = { get: { responses: {} } };
    }),
  ),
  ...[
    ...["javascript:alert(1)", "file:///etc", "https://a@kites.test", "https://kites.test/'"],
    ...["https://kites.test/`", "ftp://kites.test"],
  ].map((url) =>
    one(12, `the server ${url}`, ["unsafe", /^server-url$/], (document) => {
      document["servers"] = [{ url }];
    }),
  ),
  ...["q'];CANARY;['", "__proto__", "constructor", "a\r\nX-Injected: 1", "a b"].map((name) =>
    one(13, `a header named ${show(name)}`, ["unsafe", /^(parameter-name|.*name.*)$/], (_, __, at) => {
      at["parameters"] = [{ name, in: "header", schema: { type: "string" } }];
    }),
  ),
  ...["get\u{1f600}", "g\u0435tKite", "a".repeat(10_240), "a b", "x;y"].map((name) => operation(15, name)),
  ...["../../.github/workflows/x", "/etc/x", "a".repeat(300)].map((name) => schema(16, name, COMPONENT)),
  ...["../../.github/workflows/x", "/etc/x"].map((name) => tag(16, name)),
  operation(16, "../x"),
  ...["Kite\u202e", "K\u0456te", "Kite\u200b", ""].map((name) => schema(32, name, READABLE)),
  ...["a\u202eb", "<script>", "@org/team", "\u0024{{ secrets.X }}", "::add-mask::"].map((name) => tag(32, name)),
  one(32, "a property that turns the reading direction", ["unsafe", /characters|readable/], (_, kite) => {
    kite["properties"] = { "a\u202eb": {} };
  }),
  one(32, "a property in two alphabets", ["unsafe", /^readable-name$/], (_, kite) => {
    kite["properties"] = { "p\u0430ssword": {} };
  }),
  one(37, "a media type with a statement", ["unsafe", /^media-type$/], (_, __, at) => {
    at["responses"] = { "200": { description: "", content: { "text/x'];CANARY;['": {} } } };
  }),
  one(37, "a status that is none", ["unsafe", /^status$/], (_, __, at) => {
    at["responses"] = { "200'];CANARY": { description: "" } };
  }),
];
