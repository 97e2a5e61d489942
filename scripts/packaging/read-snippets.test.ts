import { describe, expect, test } from "vitest";
import { readSnippets } from "./read-snippets.ts";

describe("readSnippets()", () => {
  test("given code in several languages, returns the JavaScript with its file and runner", () => {
    const readme =
      "```sh\nnpm ci\n```\n```js\n// a/b.test.js, for vitest\none();\n```\ntext\n```ts\n// c.ts, for node\ntwo();\n```\n";
    expect(readSnippets(readme)).toEqual([
      { file: "a/b.test.js", runner: "vitest", text: "// a/b.test.js, for vitest\none();\n" },
      { file: "c.ts", runner: "node", text: "// c.ts, for node\ntwo();\n" },
    ]);
  });

  test("given code that does not say how it runs, throws with its beginning", () => {
    expect(() => readSnippets("```js\nconst lost = 1;\n```\n")).toThrow("const lost = 1;");
  });
});
