import { jsonAnswer, type MockAnswer } from "../../../behaviour/exchange.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { isObject, type JsonObject, toObject } from "../../../internal/json.ts";
import { NODES } from "../datastores.ts";

const PAGE: MockAnswer = {
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!doctype html><html><head><title>Database service</title></head><body></body></html>",
};

/** A copy of a value in which each object's members are put into another form. */
function mapMembers(value: unknown, map: (key: string, member: unknown) => readonly [string, unknown]): unknown {
  if (Array.isArray(value)) return value.map((one) => mapMembers(one, map));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => map(key, mapMembers(member, map))));
}

/** Puts members of every success into another form. */
function changeMembers(
  map: (key: string, member: unknown) => readonly [string, unknown],
  isMeant: (name: string) => boolean = () => true,
): Scenario["start"] {
  return () => ({
    after: ({ name }, answer) =>
      answer.status < 300 && isMeant(name) ? { ...answer, body: mapMembers(answer.body, map) } : answer,
  });
}

function toOtherRegion(key: string, member: unknown): readonly [string, unknown] {
  if (key !== "region") return [key, member];
  return [key, isObject(member) ? member["code"] : { code: member, display_code: member, name: member }];
}

function toParts(key: string, member: unknown): readonly [string, unknown] {
  const isTime = key.endsWith("_at") && typeof member === "string" && Number.isFinite(Date.parse(member));
  return [key, isTime ? { seconds: Math.floor(Date.parse(member) / 1000), nanos: 0 } : member];
}

/** The forms of a failure that the vendor's own clients have met, in turn. */
const FAILURES: readonly ((status: number, text: string) => MockAnswer)[] = [
  (status, text) => jsonAnswer(status, { error: text }),
  (status, text) => jsonAnswer(status, { code: status, err: text, error: `${text}, in detail` }),
  (status, text) => jsonAnswer(status, { code: "E_CCX", err: text }),
  (status) => jsonAnswer(status, { code: status }),
  (status, text) => ({ status, headers: { "content-type": "text/plain" }, body: text }),
  (status) => ({ status, headers: {}, body: undefined }),
];

function readText(body: unknown): string {
  const { err, error, detail } = toObject(body);
  return String(err ?? error ?? detail ?? "refused");
}

const errorForms: Scenario = {
  name: "error-forms",
  summary:
    "Refusals come in six forms, in turn: by `error`, by all of `code`, `err` and `error`, with a code in text, with a code alone, as plain text, and empty.",
  quirk: "error-body",
  start() {
    let count = 0;
    return {
      after(_, answer) {
        if (answer.status < 400) return answer;
        count += 1;
        return FAILURES[(count - 1) % FAILURES.length]?.(answer.status, readText(answer.body)) ?? answer;
      },
    };
  },
};

function isRead(name: string): boolean {
  return name.startsWith("GET ");
}

function withSigns(account: JsonObject): JsonObject {
  return { ...account, database_password: "p@ss:w/rd?#%" };
}

export const formScenarios: readonly Scenario[] = [
  {
    name: "html-with-200",
    summary: "Every reading call is answered with 200 and a page of the web application.",
    quirk: "text-for-data",
    start: () => ({ before: ({ name }) => (isRead(name) ? PAGE : undefined) }),
  },
  {
    name: "region-forms",
    summary: "A region comes as a text where an object is declared, and as an object where a text is.",
    quirk: "region-forms",
    start: changeMembers(toOtherRegion, (name) => !name.includes("/vpc")),
  },
  {
    name: "capital-id",
    summary: "The id of a VPC comes as `ID`.",
    quirk: "capital-id",
    start: changeMembers(
      (key, member) => [key === "id" ? "ID" : key, member],
      (name) => name.includes("/vpcs"),
    ),
  },
  {
    name: "time-in-parts",
    summary: "Times come as seconds and nanoseconds.",
    quirk: "time-in-parts",
    start: changeMembers(toParts, isRead),
  },
  {
    name: "quoted-numbers",
    summary: "Whole numbers of datastores come in quotes.",
    start: changeMembers(
      (key, member) => [key, typeof member === "number" ? String(member) : member],
      (name) => name.includes("/data-stores/{store_uuid}"),
    ),
  },
  {
    name: "master-role",
    summary: "The node that takes writes is called Master.",
    quirk: "primary-or-master",
    start: changeMembers(
      (key, member) => [key, key === "role" && member === "primary" ? "Master" : member],
      (name) => name === NODES,
    ),
  },
  {
    name: "password-signs",
    summary: "Passwords of databases have signs that an address has to encode.",
    quirk: "password-in-dsn",
    start: changeMembers((key, member) => [key, key === "db_account" ? withSigns(toObject(member)) : member]),
  },
  errorForms,
];
