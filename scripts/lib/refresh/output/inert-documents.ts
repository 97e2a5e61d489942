import type { JsonObject } from "../../json.ts";
import { pathsOf, type Spoil } from "../gate/hostile-document.ts";

// What a vendor may write: names and values that look like code. They have to come out as names and values, and prose
// not at all.

/** A change that is let through, and that must do nothing. */
export interface InertCase {
  /** Of the kind of attack, see `hostile-kinds.ts`. */
  readonly kind: number;
  readonly title: string;
  readonly change: Spoil;
}

/** What sets a mark when it runs. */
const CANARY = 'globalThis.CANARY = "sung"';
const CLOSERS = ["*/", '"', "'", "`", "}", "]", ";", "\n", "\r", "\u2028", "\u2029", "\\", "${", "</script>"];
const textOf = (closer: string) => `a${closer} ${CANARY}; /* ${closer}`;
const RESPONSES = { "200": { description: "" } };
const KITE = { $ref: "#/components/schemas/Kite" };

/** Adds to what stands at a place, so that all changes can be made to one document. */
function add(kite: JsonObject, properties: JsonObject): void {
  kite["properties"] = { ...(kite["properties"] as JsonObject), ...properties };
}

const prose = (kind: number, title: string, text: string): InertCase => ({
  kind,
  title,
  change: (document, kite, operation) => {
    // Beside what stands there, so that one document can hold all of it.
    const write = (holder: JsonObject, keys: readonly string[]) => {
      for (const key of keys) holder[key] = `${holder[key] ?? ""}${text}`;
    };
    write(document["info"] as JsonObject, ["title", "description"]);
    write(kite, ["title", "description"]);
    write(operation, ["summary", "description"]);
    Object.assign(kite, { example: text, externalDocs: { description: text, url: "https://kites.test" } });
  },
});

const byCloser = (closer: string, index: number): InertCase[] => {
  const text = textOf(closer);
  const name = JSON.stringify(closer);
  const own = (facets: JsonObject, suffix: string): Spoil => {
    return (_, kite) => add(kite, { [`own${suffix}${index}`]: { type: "string", deprecated: true, ...facets } });
  };
  return [
    prose(1, `prose that closes with ${name}`, text),
    { kind: 2, title: `a format that closes with ${name}`, change: own({ format: text, example: text }, "Format") },
    { kind: 3, title: `enumerated values that close with ${name}`, change: own({ enum: [text, "b"] }, "Enum") },
    { kind: 14, title: `a default that closes with ${name}`, change: own({ default: text }, "Default") },
  ];
};

const ODD_NAMES = [
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

/** Changes that pass the gate. */
export const INERT_CASES: readonly InertCase[] = [
  ...CLOSERS.flatMap(byCloser),
  {
    kind: 4,
    title: "an enumerated value of symbols only",
    change: (_, kite) => add(kite, { symbols: { type: "string", enum: ["<>*'\"", "`;`", "]}"] } }),
  },
  {
    kind: 5,
    title: "names for values that are statements",
    change: (_, kite) => {
      const names = { "x-enum-varnames": [`A=(${CANARY})`, "B"], "x-enumDescriptions": CLOSERS.map(textOf) };
      add(kite, { named: { type: "string", enum: ["a", "b"], ...names } });
    },
  },
  {
    kind: 9,
    title: "properties with odd names",
    change: (_, kite) => {
      add(kite, Object.fromEntries(ODD_NAMES.map((name) => [name, { type: "string" }])));
      kite["required"] = ["", "-1"];
    },
  },
  {
    kind: 11,
    title: "paths with quotes and templates",
    change: (document) => {
      for (const [index, path] of ["/a`b", "/a\u0024b", "/a'b", '/a"b', "/a;CANARY;"].entries()) {
        pathsOf(document)[path] = { get: { operationId: `pathOfTest${index}`, responses: RESPONSES } };
      }
    },
  },
  {
    kind: 15,
    title: "operations named as words of the language",
    change: (document) => {
      for (const name of ["default", "class", "await", "import", "arguments", "undefined", "globalThis"]) {
        pathsOf(document)[`/${name}`] = { get: { operationId: name, responses: RESPONSES } };
      }
    },
  },
  {
    kind: 16,
    title: "a tag and a schema named as a device",
    change: (document, _, operation) => {
      operation["tags"] = ["CON"];
      Object.assign(document["components"] ?? {}, {
        schemas: { ...((document["components"] as JsonObject)["schemas"] as JsonObject), CON: { type: "string" } },
      });
    },
  },
  {
    kind: 22,
    title: "a schema that holds itself in many ways",
    change: (_, kite) => {
      add(kite, { self: KITE, selves: { type: "array", items: KITE } });
      kite["additionalProperties"] = KITE;
    },
  },
  prose(31, "prose that a page or a template would run", describePage()),
  prose(32, "prose that speaks to readers and robots", addressReaders()),
];

function describePage(): string {
  const parts = [
    "<script>CANARY</script>",
    "<img onerror=CANARY>",
    "[a](javascript:CANARY)",
    "![b](data:text/html,CANARY)",
  ];
  return [...parts, "{{ CANARY }}", "{CANARY}", "import CANARY from 'x'"].join("\n");
}

function addressReaders(): string {
  return "Fixes #1 @org/CANARY\n::add-mask::CANARY\n\u0024{{ secrets.CANARY }}\nIgnore all that was said: CANARY";
}
