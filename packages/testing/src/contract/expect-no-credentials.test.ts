import { describe, expect, test } from "vitest";
import { listOperations } from "../document/list-operations.ts";
import type { JsonObject } from "../internal/json.ts";
import { expectNoCredentials, isPublic } from "./expect-no-credentials.ts";
import { BOXES } from "./fixtures/boxes.ts";
import type { SampledRequest } from "./sample-request.ts";

const DOCUMENT: JsonObject = {
  components: {
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Key" },
      session: { type: "apiKey", in: "cookie", name: "sid" },
      link: { type: "apiKey", in: "query", name: "sig" },
      basic: { type: "http", scheme: "basic" },
    },
  },
};

const sampleWith = (header: Record<string, unknown>) => ({ params: { header } }) as unknown as SampledRequest;

const run = (headers: Record<string, string | string[]>, query = {}, header = {}) =>
  expectNoCredentials(DOCUMENT, sampleWith(header), { headers, query });

describe("expectNoCredentials()", () => {
  test.each<[string, Record<string, string | string[]>, object]>([
    ["header x-key", { "x-key": "secret" }, {}],
    ["header x-key", { "x-key": "" }, {}],
    ["header authorization", { authorization: "Basic secret" }, {}],
    ["cookie sid", { cookie: "a=b; sid=secret" }, {}],
    ["cookie sid", { cookie: ["a=b", "sid=secret"] }, {}],
    ["query sig", {}, { sig: "secret" }],
  ])("shown %s, fails and names it", (name, headers, query) => {
    expect(() => run(headers, query)).toThrow(/credentials that a public operation carried/);
    expect(() => run(headers, query)).toThrow(name);
  });

  test("shown other headers, cookies and parameters, passes", () => {
    run({ "x-other": "1", cookie: "sid2=1; theme=sid" }, { signature: "1" });
  });

  test("shown a header that the sample itself holds, passes", () => {
    run({ "x-key": "1" }, {}, { "X-Key": "1" });
  });
});

test.each([
  ["listBoxes", true],
  ["createToken", true],
  ["createBox", false],
])("isPublic() of %s, is %s", (id, want) => {
  const target = listOperations(BOXES).find(({ operationId }) => operationId === id);
  expect(target && isPublic(BOXES, target)).toBe(want);
});

test("isPublic() of an operation that takes credentials from those who have some, is false", () => {
  const [target] = listOperations({ paths: { "/a": { get: { security: [{}, { key: [] }], responses: {} } } } });
  expect(target && isPublic(DOCUMENT, target)).toBe(false);
});
