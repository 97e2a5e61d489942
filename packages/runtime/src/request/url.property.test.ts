import fc from "fast-check";
import { expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import { buildPath } from "./path.ts";

// fast-check prints seed and path of a counterexample; `fc.assert(…, { seed, path })` repeats it.

const ODD = [
  ".",
  "..",
  "%2e%2e",
  "%252e.",
  "",
  "a/b",
  "a\\b",
  "\t",
  "a\u0000b",
  "?",
  "#",
  "@x",
  "//x",
  "%",
  "a b",
  "é",
  "\ud800",
  "{a}",
  "$&",
  "'",
];
const text = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...ODD)).map((parts) => parts.join("")),
);

/** The segments of a path as a server tells them apart. */
const segmentsOf = (path: string) => path.split(/[/\\]/);

test("any path parameters, arrive as one segment each with their text, or are refused", () => {
  let built = 0;
  fc.assert(
    fc.property(text, text, (first, second) => {
      let path: string;
      try {
        path = buildPath("/v1/{first}/x/{second}", { first, second });
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        return;
      }
      built++;
      const url = new URL(`https://api.example.com/base${path}`);
      expect(url.origin + url.search + url.hash).toBe("https://api.example.com");
      expect(segmentsOf(url.pathname).map(decodeURIComponent)).toEqual(["", "base", "v1", first, "x", second]);
    }),
    { numRuns: 5_000 },
  );
  expect(built).toBeGreaterThan(500);
});

test("any template, builds a path below the base and no other address, or is refused", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ODD, "/", "v1", "{id}", "https:", ":8080")), (parts) => {
      const template = parts.join("");
      let path: string;
      try {
        path = buildPath(template, { id: "1" });
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        return;
      }
      const url = new URL(`https://api.example.com/base${path}`);
      expect(url.origin + url.search + url.hash).toBe("https://api.example.com");
      expect(url.pathname.startsWith("/base/")).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

const scalar = fc.oneof(text, fc.integer(), fc.boolean());
const name = text.filter((one) => !/[[\]]/.test(one));
const toText = (value: unknown) => String(value).toWellFormed();

test("any call, is seen by the server with the parameters that it was given and no others", async () => {
  const server = await startServer();
  const client = createClient({ baseUrl: server.url });
  const member = fc.string({ unit: "grapheme-ascii", minLength: 1 }).filter((one) => !/[[\]]/.test(one));
  const value = fc.oneof(
    scalar,
    fc.array(scalar),
    fc.dictionary(member, scalar, { noNullPrototype: false }),
    fc.constantFrom(null, undefined),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(name, value), { selector: ([one]) => toText(one), maxLength: 4 }),
      async (entries) => {
        const query = Object.fromEntries(entries);
        await client.GET("/v1/x", { params: { query } });
        const seen = new URL(server.seen.at(-1)?.url ?? "", server.url);
        expect(seen.pathname).toBe("/v1/x");
        const want = Object.entries(query).flatMap(([key, given]): string[][] => {
          if (given === null || given === undefined) return [];
          if (Array.isArray(given)) return given.map((item) => [toText(key), toText(item)]);
          if (typeof given !== "object") return [[toText(key), toText(given)]];
          return Object.entries(given).map(([inner, item]) => [`${toText(key)}[${inner}]`, toText(item)]);
        });
        expect([...seen.searchParams]).toEqual(want);
      },
    ),
    { numRuns: 500 },
  );
});
