import { type HostileCase, many, one, raw, schemasOf, spoil } from "./hostile-document.ts";

const GENERATOR = ["unsafe", /^no-generator-extension$/] as const;

/** What a later tool would compute, count or run. */
export const VALUE_CASES: readonly HostileCase[] = [
  one(14, "a default of more than 1 MiB", ["limit", /^max-text$/], (_, kite) => {
    kite["default"] = "a".repeat(1024 * 1024 + 1);
  }),
  one(28, "50 001 enum values", ["limit", /^max-enum-values$/], (_, kite) => {
    kite["enum"] = Array.from({ length: 50_001 }, (_value, index) => index);
  }),
  one(28, "20 001 schemas", ["limit", /more-than/], (document) => {
    Object.assign(
      schemasOf(document),
      many(20_000, () => ({})),
    );
  }),
  ...["minItems", "minLength", "minProperties"].map((key) =>
    one(29, `${key} of a thousand million`, ["limit", new RegExp(`^max-${key}$`)], (_, kite) => {
      kite[key] = 1e9;
    }),
  ),
  one(29, "multipleOf 0", ["unsafe", /^multiple-above-zero$/], (_, kite) => {
    kite["multipleOf"] = 0;
  }),
  raw(29, "a maximum without end", ["unsafe", /^finite-number$/], (base) =>
    spoil((_, kite) => {
      kite["maximum"] = 123_454_321;
    }, base).replace("123454321", "1e999"),
  ),
  ...["x-faker", "faker", "chance", "jsonPath", "x-json-schema-faker", "x-jsf", "x-jsf-uniqueItems"].map((key) =>
    one(30, `the extension ${key}`, GENERATOR, (_, kite) => {
      kite[key] = "constructor.constructor.x";
    }),
  ),
  one(30, "x-json-schema-faker at the root", GENERATOR, (document) => {
    document["x-json-schema-faker"] = { failOnInvalidTypes: false };
  }),
  ...["^(a+)+$", "(a|a)*$", "^([a-z]*)*$", "(a{1,})+"].map((pattern) =>
    one(36, `the pattern ${pattern}`, ["unsafe", /^no-exponential-pattern$/], (_, kite) => {
      kite["pattern"] = pattern;
    }),
  ),
];
