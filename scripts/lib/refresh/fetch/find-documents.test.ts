import { expect, test } from "vitest";
import { findDocumentUrls, findInitializers, isLikelyDocument } from "./find-documents.ts";

const PAGE = new URL("https://kites.test/api/docs/index.html");
const pathsOf = (text: string) => findDocumentUrls(text, PAGE).map(({ pathname, search }) => pathname + search);

test.each([
  ["Swagger's page", `SwaggerUIBundle({ url: "doc.json", dom_id: "#swagger-ui" })`, ["/api/docs/doc.json"]],
  ["quoted settings", `{"url":"/api/docs/swagger.json","deepLinking":true}`, ["/api/docs/swagger.json"]],
  ["Redoc's element", `<redoc spec-url='../openapi'></redoc>`, ["/api/openapi"]],
  ["a download link", `<a href="/files/kites.json?v=2" download>`, ["/files/kites.json?v=2"]],
  ["escaped slashes", `"downloadUrl":"\\/a\\u002Fkites.json"`, ["/a/kites.json"]],
  ["escaped quotes", `<script>"{\\"specUrl\\":\\"/a/kites\\"}"</script>`, ["/a/kites"]],
  ["an entity", `<a href="/kites.json?a=1&amp;b=2">`, ["/kites.json?a=1&b=2"]],
  ["twice the same", `"a.json" 'a.json' url: "a.json"`, ["/api/docs/a.json"]],
  ["one that tells more", `"strings.json" "openapi.json"`, ["/api/docs/openapi.json", "/api/docs/strings.json"]],
  ["another origin", `url: "https://evil.test/doc.json", "//evil.test/doc.json", "http://kites.test/doc.json"`, []],
  ["another port", `url: "https://kites.test:8443/doc.json"`, []],
  ["credentials", `url: "https://a@kites.test/doc.json"`, []],
  ["other schemes", `url: "file:///etc/doc.json", "javascript:doc.json", "data:doc.json"`, []],
  ["other files", `"manifest.json" "package.json" url: "logo.png" url: "/index.html" "bundle.js"`, []],
  ["nothing", "<html>Log in</html>", []],
])("findDocumentUrls(), for %s, finds what is on the page's origin", (_, text, want) => {
  expect(pathsOf(text)).toEqual(want);
});

test("findDocumentUrls(), for a page of a thousand files, takes eight", () => {
  const text = Array.from({ length: 1_000 }, (_, index) => `"${index}.json"`).join(" ");
  expect(pathsOf(text)).toHaveLength(8);
});

test.each([
  ["quotes", `"`.repeat(1e6)],
  ["one endless name", `"${"a".repeat(1e6)}`],
  ["settings", "url: ".repeat(2e5)],
  ["blanks", `url:${" ".repeat(1e6)}`],
  ["dots", `"${".json".repeat(2e5)}`],
])("findDocumentUrls(), for a hostile page of %s, ends within two seconds", (_, text) => {
  const startedMs = performance.now();
  findDocumentUrls(text, PAGE);
  expect(performance.now() - startedMs).toBeLessThan(2_000);
});

test("findInitializers(), for a page with scripts, finds the one that names the document", () => {
  const text = `<script src="./swagger-ui-bundle.js"></script><script src="./swagger-initializer.js"></script>`;
  expect(findInitializers(text, PAGE).map(({ href }) => href)).toEqual([
    "https://kites.test/api/docs/swagger-initializer.js",
  ]);
  expect(findInitializers(`<script src="https://evil.test/swagger-initializer.js">`, PAGE)).toEqual([]);
});

test.each([
  [`{"info": {}, "openapi": "3.1.0"}`, true],
  [` \n{"swagger" : "2.0"}`, true],
  [`{"a": 1}`, false],
  [`openapi: "3.0.0"`, false],
  [`<html>{"openapi":"3.0.0"}`, false],
  ["", false],
])("isLikelyDocument(), for %s, is %s", (text, want) => {
  expect(isLikelyDocument(Buffer.from(text))).toBe(want);
});
