import { afterAll, describe, expect, test } from "vitest";
import { listOperations } from "../document/list-operations.ts";
import { loadDocument } from "../document/load-document.ts";
import { type JsonObject, toObject } from "../internal/json.ts";
import { type Mock, startMock } from "../mock/start-mock.ts";
import { findDrift } from "./find-drift.ts";
import {
  DEVIATIONS,
  type DeviationName,
  deviate,
  type MockAnswer,
  type PlannedDeviation,
} from "./fixtures/deviations.ts";
import { ENVIRONMENT, HONEY_ANSWER, HONEY_CREDENTIAL } from "./fixtures/environment.ts";
import { startDeviator } from "./fixtures/start-deviator.ts";
import type { DriftReport } from "./report.ts";
import { toHtmlReport } from "./to-html-report.ts";
import { toTextReport } from "./to-text-report.ts";

/** How many requests are sent to a vendor; large documents cost their mock seconds. */
const REQUESTS: Readonly<Record<string, number>> = {
  palette: 45,
  "altinity-acm": 12,
  instaclustr: 40,
  ccx: 40,
  "edge-host": 40,
  imply: 10,
};

const SEED = 20_261_121;

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function documentOf(vendor: string): JsonObject {
  const source = loadDocument(vendor);
  if (source.kind !== "openapi") throw new Error("not an OpenAPI document");
  return source.document;
}

function look(vendor: string, baseUrl: string): Promise<DriftReport> {
  const maxRequests = REQUESTS[vendor] ?? 10;
  return findDrift(vendor, { baseUrl, environment: ENVIRONMENT, ratePerSecond: 1000, maxRequests });
}

function listAll({ deviations, undocumented }: DriftReport): string[] {
  return [...deviations, ...undocumented].map(({ operation, rule, pointer }) => `${operation} ${rule} ${pointer}`);
}

function readAnswers(document: JsonObject, mock: Mock): MockAnswer[] {
  const operations = new Map(listOperations(document).map((one) => [one.template, one]));
  return mock.requests.flatMap(({ operation: template = "", status, answer }) => {
    const responses = toObject(operations.get(template)?.operation["responses"]);
    const media = toObject(toObject(responses[String(status)])["content"])["application/json"];
    const { schema } = toObject(media);
    if (typeof schema !== "object" || schema === null || answer === "") return [];
    const declared = Object.keys(responses);
    const body: unknown = JSON.parse(answer);
    return [
      { operation: template, status, contentType: "application/json", body, schema: schema as JsonObject, declared },
    ];
  });
}

/** One deviation per operation, the ways in turn, the place by chance. */
function plan(document: JsonObject, answers: readonly MockAnswer[]): Map<string, PlannedDeviation> {
  const random = createRandom(SEED);
  const planned = new Map<string, PlannedDeviation>();
  const used = new Map<DeviationName, number>();
  for (const answer of answers) {
    const ways = [...DEVIATIONS].sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0));
    for (const way of ways) {
      const found = deviate(document, answer, way, { random, honey: HONEY_ANSWER });
      if (found === undefined) continue;
      planned.set(answer.operation, found);
      used.set(way, (used.get(way) ?? 0) + 1);
      break;
    }
  }
  return planned;
}

/** A secret in the place of every text, and as one more name in every object. */
function fill(value: unknown): unknown {
  if (typeof value === "string") return HONEY_ANSWER;
  if (Array.isArray(value)) return value.map(fill);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, fill(member)]);
  return { ...Object.fromEntries(members), [HONEY_ANSWER]: HONEY_CREDENTIAL };
}

const proven: PlannedDeviation[] = [];

describe.each(Object.keys(REQUESTS))("findDrift(%j)", { timeout: 60_000 }, (vendor) => {
  const document = documentOf(vendor);
  let mock: Mock | undefined;
  let answers: readonly MockAnswer[] = [];
  let paths: ReadonlyMap<string, string> = new Map();
  afterAll(() => mock?.close());

  test("given a mock of the same document, finds nothing", async () => {
    mock = await startMock(vendor);
    const report = await look(vendor, mock.url);
    expect(mock.requests.length).toBe(report.tried);
    expect(mock.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(mock.violations).toEqual([]);
    expect(report).toMatchObject({ outcome: "ok", deviations: [], failures: {} });
    expect(listAll(report)).toEqual([]);
    answers = readAnswers(document, mock);
    paths = new Map(mock.requests.map(({ url, operation = "" }) => [url, operation]));
  });

  test("given a mock that deviates in known ways, finds every deviation at its place and no other", async () => {
    const planned = plan(document, answers);
    const applied = new Map<string, PlannedDeviation>();
    const deviator = await startDeviator(mock?.url ?? "", ({ path }) => {
      const deviation = planned.get(paths.get(path) ?? "");
      if (deviation) applied.set(deviation.want.operation, deviation);
      return deviation;
    });
    const report = await look(vendor, deviator.url).finally(deviator.close);
    const found = [...report.deviations, ...report.undocumented].map(({ operation, rule, pointer, found: seen }) => ({
      operation,
      rule,
      pointer,
      found: seen,
    }));
    const byOperation = (a: { operation: string }, b: { operation: string }): number =>
      a.operation < b.operation ? -1 : 1;
    expect(found.sort(byOperation)).toEqual([...applied.values()].map(({ want }) => want).sort(byOperation));
    expect(report.undocumented.every(({ rule }) => ["member", "enum"].includes(rule))).toBe(true);
    for (const text of [JSON.stringify(report), toTextReport(report), toHtmlReport(report)]) {
      expect(text).not.toContain(HONEY_ANSWER);
      expect(text).not.toContain(HONEY_CREDENTIAL);
    }
    expect(applied.size).toBeGreaterThan(1);
    proven.push(...applied.values());
  });

  test("given answers full of a secret, in values and in names, shows it nowhere", async () => {
    const byOperation = new Map(answers.map((answer) => [answer.operation, answer]));
    const deviator = await startDeviator(mock?.url ?? "", ({ path }) => {
      const answer = byOperation.get(paths.get(path) ?? "");
      return (
        answer && { ...answer, text: JSON.stringify(fill(answer.body)), headers: { "x-request-id": HONEY_ANSWER } }
      );
    });
    const report = await look(vendor, deviator.url).finally(deviator.close);
    expect(report.undocumented.length).toBeGreaterThan(0);
    for (const text of [JSON.stringify(report), toTextReport(report), toHtmlReport(report)]) {
      expect(text).not.toContain(HONEY_ANSWER);
      expect(text).not.toContain(HONEY_CREDENTIAL);
    }
  });
});

test("the deviations that were found are of every kind, and forty at least", () => {
  const kinds = new Set(proven.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual([...DEVIATIONS].sort());
  expect(proven.length).toBeGreaterThanOrEqual(100);
});
