import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isObject, type JsonObject, toObject } from "../internal/json.ts";
import { type Mock, startMock } from "../mock/start-mock.ts";
import { findDrift } from "./find-drift.ts";
import { ENVIRONMENT, HONEY_ANSWER, HONEY_CREDENTIAL } from "./fixtures/environment.ts";
import { change } from "./fixtures/list-sites.ts";
import { startDeviator } from "./fixtures/start-deviator.ts";
import type { DriftReport } from "./report.ts";
import { toHtmlReport } from "./to-html-report.ts";
import { toTextReport } from "./to-text-report.ts";

const VENDOR = "altinity-anywhere";
const JSON_TYPE = "application/json";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(VENDOR);
});
afterAll(() => mock.close());

const look = (baseUrl: string, more = {}): Promise<DriftReport> =>
  findDrift(VENDOR, { baseUrl, environment: ENVIRONMENT, ratePerSecond: 1000, ...more });

const rootOf = (body: string): string => /\{ (\w+)/.exec(String(toObject(JSON.parse(body))["query"]))?.[1] ?? "";

/** Answers of the mock by root field, as they are without deviation. */
async function readAnswers(): Promise<Map<string, unknown>> {
  return new Map(mock.requests.map(({ body, answer }) => [rootOf(body), JSON.parse(answer)]));
}

describe("findDrift() of a GraphQL vendor", { timeout: 30_000 }, () => {
  test("given a mock of the same schema, sends every query once and finds nothing", async () => {
    const report = await look(mock.url);
    expect(mock.requests.map(({ body }) => rootOf(body)).sort()).toEqual(
      [...new Set(mock.requests.map(({ body }) => rootOf(body)))].sort(),
    );
    expect(mock.requests.every(({ body }) => toObject(JSON.parse(body))["query"]?.toString().startsWith("query"))).toBe(
      true,
    );
    expect(mock.violations).toEqual([]);
    expect(report).toMatchObject({
      outcome: "ok",
      tried: 17,
      operations: 17,
      deviations: [],
      undocumented: [],
      notTried: [],
    });
  });

  const cases: [
    what: string,
    root: string,
    pointer: string,
    value: unknown,
    want: [rule: string, pointer: string, found: string],
  ][] = [
    [
      "null where it is not allowed",
      "awsEnvs",
      "/data/awsEnvs/0/name",
      null,
      ["nullable", "/data/awsEnvs/0/name", "null"],
    ],
    ["another type", "awsEnv", "/data/awsEnv/specRevision", "7", ["type", "/data/awsEnv/specRevision", "string"]],
    [
      "a field that is gone",
      "gcpEnvs",
      "/data/gcpEnvs/0/name",
      undefined,
      ["required", "/data/gcpEnvs/0/name", "absent"],
    ],
    [
      "a member nobody asked for",
      "gcpEnv",
      "/data/gcpEnv/brandNew",
      HONEY_ANSWER,
      ["member", "/data/gcpEnv/brandNew", "string"],
    ],
    ["an object for a list", "k8sEnvs", "/data/k8sEnvs", {}, ["type", "/data/k8sEnvs", "object"]],
    ["a list for an object", "k8sEnv", "/data/k8sEnv", [], ["type", "/data/k8sEnv", "array"]],
    ["errors of another form", "azureEnv", "/errors", HONEY_ANSWER, ["type", "/errors", "string"]],
  ];

  test("given answers that deviate in known ways, finds each at its place, shows none of their values, and invents none", async () => {
    const answers = await readAnswers();
    const byRoot = new Map(cases.map(([, root, pointer, value]) => [root, change(answers.get(root), pointer, value)]));
    const enumPlace = findEnumPlace(answers.get("azureEnvs"));
    byRoot.set("azureEnvs", change(answers.get("azureEnvs"), enumPlace, "BRAND_NEW"));
    const deviator = await startDeviator(mock.url, ({ body }) => {
      const root = rootOf(body);
      if (root === "hcloudEnvs") return { status: 200, contentType: "text/html", text: `<html>${HONEY_ANSWER}</html>` };
      const answer = byRoot.get(root);
      return answer === undefined ? undefined : { status: 200, contentType: JSON_TYPE, text: JSON.stringify(answer) };
    });
    const report = await look(deviator.url, { params: { name: "of-no-list" } }).finally(deviator.close);
    const found = [...report.deviations, ...report.undocumented].map(({ operation, rule, pointer, found: seen }) => [
      operation,
      rule,
      pointer,
      seen,
    ]);
    const want = [
      ...cases.map(([, root, , , [rule, pointer, seen]]) => [`query ${root}`, rule, pointer, seen]),
      ["query azureEnvs", "enum", enumPlace, "BRAND_NEW"],
      ["query hcloudEnvs", "content-type", "", "text/html"],
    ];
    expect(found.sort()).toEqual(want.sort());
    for (const text of [JSON.stringify(report), toTextReport(report), toHtmlReport(report)]) {
      expect(text).not.toContain(HONEY_ANSWER);
      expect(text).not.toContain(HONEY_CREDENTIAL);
    }
  });

  test("given no token, tries nothing and says which variable is missing", async () => {
    const report = await look(mock.url, { environment: {} });
    expect(report).toMatchObject({ outcome: "infrastructure", tried: 0 });
    expect(report.problem).toContain("ALTINITYCLOUD_API_TOKEN");
  });

  test("given a mutation on the allow-list, sends it last", async () => {
    mock.reset();
    await look(mock.url, { allowWrites: true, writes: ["mutation createAWSEnv"] });
    expect(mock.requests.map(({ body }) => rootOf(body)).indexOf("createAWSEnv")).toBe(17);
    expect(mock.violations).toEqual([]);
  });
});

/** The first value that looks like one of an enum. */
function findEnumPlace(value: unknown, pointer = ""): string {
  if (typeof value === "string" && /^[A-Z][A-Z_]+$/.test(value)) return pointer;
  const members = Array.isArray(value)
    ? value.slice(0, 1).entries()
    : isObject(value)
      ? Object.entries(value as JsonObject)
      : [];
  for (const [name, member] of members) {
    const found = findEnumPlace(member, `${pointer}/${name}`);
    if (found !== "") return found;
  }
  return "";
}
