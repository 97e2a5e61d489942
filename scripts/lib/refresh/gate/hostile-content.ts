import { type HostileCase, one, pathsOf, raw, spoil } from "./hostile-document.ts";

const same = () => {};
const NO_JSON = ["content", /^json$/] as const;
const UTF = ["content", /^utf-8$/] as const;
const DEEP = ["limit", /^max-depth$/] as const;

/** What is no document, or more of one than anybody needs. */
export const CONTENT_CASES: readonly HostileCase[] = [
  ...[201, 5_000, 1_000_000].map((levels) =>
    raw(23, `${levels} levels`, DEEP, () => `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`),
  ),
  raw(24, "a bomb of YAML aliases", NO_JSON, () => {
    const levels = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (const name of "bcdefghi") {
      const before = String.fromCharCode(name.charCodeAt(0) - 1);
      levels.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join()}]`);
    }
    return levels.join("\n");
  }),
  raw(24, "a bomb of YAML merge keys", NO_JSON, () => "a: &a {x: 1}\nb: &b {<<: [*a,*a,*a]}\nc: {<<: [*b,*b,*b]}\n"),
  raw(24, "a bomb of a YAML ordered map", NO_JSON, () => `a: !!omap [${Array(10_000).fill("x: 1").join()}]\n`),
  raw(25, "YAML", NO_JSON, () => "openapi: 3.0.3\npaths: {}\n"),
  raw(25, "a YAML function", NO_JSON, () => "a: !!js/function 'function () {}'\n"),
  raw(25, "a Python object", NO_JSON, () => 'a: !!python/object/apply:os.system ["true"]\n'),
  raw(25, "two documents", NO_JSON, (base) => `${spoil(same, base)}\n${spoil(same, base)}`),
  raw(25, "tabs instead of blanks in YAML", NO_JSON, () => "openapi:\t3.0.3\npaths:\n\t/a: {}\n"),
  raw(25, "a byte order mark", UTF, (base) => `\ufeff${spoil(same, base)}`),
  raw(25, "a NUL", NO_JSON, () => '{"openapi":"3.0.3",\u0000"paths":{}}'),
  raw(26, "more than 50 MiB", ["limit", /^max-bytes$/], () => new Uint8Array(50 * 1024 * 1024 + 1)),
  raw(27, "no bytes", ["content", /^not-empty$/], () => ""),
  raw(27, "blanks only", ["content", /^not-empty$/], () => " \n\t "),
  raw(27, "a login page", ["content", /^no-html$/], () => "<!doctype html><title>Log in</title>"),
  raw(27, "half of a document", NO_JSON, (base) => spoil(same, base).slice(0, 300)),
  raw(27, "UTF-16", UTF, (base) => Buffer.from(`\ufeff${spoil(same, base)}`, "utf16le")),
  raw(27, "UTF-16 without a mark", UTF, (base) => Buffer.from(spoil(same, base), "utf16le")),
  raw(27, "bytes that are no text", UTF, () => Uint8Array.of(0x7b, 0xff, 0xc0, 0x7d)),
  raw(27, "a list", ["content", /^json-object$/], () => "[]"),
  raw(27, "a failure of the server", ["content", /^paths$/], () => '{"error":"expired"}'),
  raw(35, "a key twice", ["unsafe", /^no-repeated-key$/], (base) =>
    spoil(same, base).replace('"paths":', '"paths":{},"paths":'),
  ),
  raw(35, "a path twice", ["unsafe", /^no-repeated-key$/], (base) =>
    spoil(same, base).replace('"/kites/{id}":', '"/kites/{id}":{},"/kites/{id}":'),
  ),
  one(35, "an unknown key at the root", ["unsafe", /unknown-key/], (document) => {
    document["kites"] = {};
  }),
  one(8, "a statement as a key at the root", ["unsafe", /unknown-key/], (document) => {
    document["X = 1; CANARY; type Y"] = {};
  }),
  one(28, "5 001 operations", ["limit", /more-than/], (document) => {
    for (let index = 0; index < 5_000; index += 1) pathsOf(document)[`/n${index}`] = { get: { responses: {} } };
  }),
];
