import { jsonAnswer, type MockAnswer } from "../../../behaviour/exchange.ts";
import { readAt } from "../../../behaviour/members.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { isObject, type JsonObject, toArray } from "../../../internal/json.ts";
import { failure } from "../state.ts";

const SOURCES = "GET /cluster-management/v2/data-sources/";

/** The only entry of a wrapped list, and the name of the member that holds its things. */
function readWrapper(name: string, { status, body }: MockAnswer): { entry: JsonObject; member: string } | undefined {
  const [entry] = name.startsWith(SOURCES) && status === 200 ? toArray(body) : [];
  const member = isObject(entry) ? Object.keys(entry).find((key) => Array.isArray(entry[key])) : undefined;
  return isObject(entry) && member !== undefined ? { entry, member } : undefined;
}

function changeWrapper(change: (entry: JsonObject, member: string) => readonly JsonObject[]): Scenario["start"] {
  return () => ({
    after({ name }, answer) {
      const found = readWrapper(name, answer);
      return found ? { ...answer, body: change(found.entry, found.member) } : answer;
    },
  });
}

const OTHER_ID = "00000000-0000-4000-8000-00000000acc2";

/** Every other thing stands in a second entry, of another account or data centre where the entry names one. */
function split(entry: JsonObject, member: string): readonly JsonObject[] {
  const things = toArray(entry[member]);
  const isAccount = Object.hasOwn(entry, "accountId");
  return [0, 1].map((rest) => ({
    ...entry,
    ...(isAccount && rest === 1 && { accountId: OTHER_ID }),
    [member]: things.filter((_, index) => index % 2 === rest),
  }));
}

/** The forms of a failure that the vendor's documents and clients know, in turn. */
const FAILURES: readonly ((status: number, text: string) => MockAnswer)[] = [
  (status, message) => jsonAnswer(status, { errors: [{ name: "MockFailure", message }] }),
  (status, message) => jsonAnswer(status, { name: "MockFailure", message }),
  (status, message) => jsonAnswer(status, { errors: { field: message } }),
  (status, error) => jsonAnswer(status, { error }),
  (status, message) => jsonAnswer(status, { code: status, status, message, errorDetails: { field: "detail" } }),
  (status, body) => ({ status, headers: { "content-type": "text/plain" }, body }),
  (status) => ({ status, headers: {}, body: undefined }),
];

const errorForms: Scenario["start"] = () => {
  let count = 0;
  return {
    after(_, answer) {
      if (answer.status < 400) return answer;
      const text =
        readAt(answer.body, ["errors", "0", "message"]) ?? readAt(answer.body, ["message"]) ?? "It did not work";
      count += 1;
      return FAILURES[(count - 1) % FAILURES.length]?.(answer.status, String(text)) ?? answer;
    },
  };
};

export const formScenarios: readonly Scenario[] = [
  {
    name: "read-only-key",
    summary: "The key may only read: everything but GET is refused with 403.",
    quirk: "read-only-key",
    start: () => ({
      before: (exchange) =>
        exchange.request.method === "GET" ? undefined : failure(exchange, 403, "Forbidden", "This key only reads"),
    }),
  },
  {
    name: "empty-wrapper",
    summary: "Lists that stand in a list of accounts or clusters come without any such entry.",
    quirk: "wrapped-lists",
    start: changeWrapper(() => []),
  },
  {
    name: "two-wrappers",
    summary: "What such a list holds comes in two entries, as it does for a user of two accounts.",
    quirk: "wrapped-lists",
    start: changeWrapper(split),
  },
  {
    name: "error-forms",
    summary:
      "Refusals come in seven forms, in turn: four of the Cluster Management API, that of the Provisioning API, plain text, and empty.",
    start: errorForms,
  },
];
