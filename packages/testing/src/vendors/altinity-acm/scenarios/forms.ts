import type { MockAnswer } from "../../../behaviour/exchange.ts";
import { withAt } from "../../../behaviour/members.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { isObject } from "../../../internal/json.ts";
import { DATA, refuse } from "../envelope.ts";

/** A copy of a value with every member put into another form. */
function mapDeep(value: unknown, map: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return map(value.map((one) => mapDeep(one, map)));
  if (!isObject(value)) return map(value);
  return map(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapDeep(member, map)])));
}

/** Puts the data of every success into another form. */
function changeData(change: (data: unknown) => unknown): Scenario["start"] {
  return () => ({
    after: (_, answer) =>
      answer.status === 200 && isObject(answer.body) && Object.hasOwn(answer.body, "data")
        ? { ...answer, body: withAt(answer.body, DATA, change(answer.body["data"])) }
        : answer,
  });
}

function toLaxScalar(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  return typeof value === "boolean" ? Number(value) : value;
}

/** Objects of options become text; what has an id, or stands alone, stays. */
function toText(value: unknown): unknown {
  if (!isObject(value)) return value;
  const isPart = (member: unknown) => isObject(member) && !Object.hasOwn(member, "id");
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, isPart(member) ? JSON.stringify(member) : member]),
  );
}

function toCommas(value: unknown): unknown {
  const isTexts = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");
  return isTexts ? value.join(",") : value;
}

function unwrapData(answer: MockAnswer): MockAnswer {
  const isWrapped = answer.status === 200 && isObject(answer.body) && Object.hasOwn(answer.body, "data");
  return isWrapped ? { ...answer, body: (answer.body as { data: unknown }).data } : answer;
}

function failWith200({ status, body }: MockAnswer): MockAnswer {
  const { error, detail } = isObject(body) ? body : {};
  return refuse(200, String(error ?? detail ?? body ?? "Refused"), String(status));
}

export const formScenarios: readonly Scenario[] = [
  {
    name: "numbers-as-strings",
    summary: "Numbers come as text, ids too, and booleans as 0 and 1.",
    quirk: "lax-scalars",
    start: changeData((data) => mapDeep(data, toLaxScalar)),
  },
  {
    name: "json-in-text",
    summary: "Objects of options come as JSON in a text.",
    quirk: "json-in-text",
    start: changeData((data) => mapDeep(data, toText)),
  },
  {
    name: "comma-lists",
    summary: "Lists of texts come as one text with commas.",
    quirk: "comma-lists",
    start: changeData((data) => mapDeep(data, toCommas)),
  },
  {
    name: "no-envelope",
    summary: "Successes come without the envelope.",
    quirk: "no-envelope",
    start: () => ({ after: (_, answer) => unwrapData(answer) }),
  },
  {
    name: "failure-with-200",
    summary: "Every refusal comes with 200; the status that was meant stands in the code of the envelope.",
    quirk: "failure-with-200",
    start: () => ({ after: (_, answer) => (answer.status < 400 ? answer : failWith200(answer)) }),
  },
];
