import { type Exchange, jsonAnswer, type MockAnswer } from "../../../behaviour/exchange.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { isObject, toObject } from "../../../internal/json.ts";
import { type AnswerError, mapRoots, refuse } from "./answers.ts";

const CODES: readonly AnswerError[] = ["NOT_FOUND", "CONFLICT", "FORBIDDEN", "UNAUTHORIZED", "INTERNAL"].map(
  (code) => ({
    message: "It did not work",
    code,
  }),
);

/** @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/sdk/client/errors.go */
const TEXTS: readonly AnswerError[] = ["conflict", "Invalid API token", "hosted env management not enabled"].map(
  (message) => ({ message }),
);

/** Refuses everything, each time with the next of some errors. */
function inTurn(errors: readonly AnswerError[]): Scenario["start"] {
  return () => {
    let count = 0;
    return {
      before({ name }) {
        const error = errors[count % errors.length];
        count += 1;
        return error && refuse(name, error);
      },
    };
  };
}

/** The path of an error below the root of an answer: to the second of a list, or into the one thing. */
function pathBelow([key, value]: readonly [string, unknown]): readonly (string | number)[] {
  return Array.isArray(value) ? [key, value.length - 1, "spec"] : [key, "spec"];
}

const mixedPath: Scenario["start"] = () => ({
  after({ name }, answer) {
    const { data } = toObject(answer.body);
    const [root] = isObject(data) ? Object.entries(data) : [];
    if (root === undefined || root[1] === null || !name.startsWith("query ")) return answer;
    const path = pathBelow(root);
    const errors = [{ message: "This part cannot be read now", path, extensions: { code: "INTERNAL" } }];
    const cut = (value: unknown): unknown => (isObject(value) ? { ...value, spec: null } : value);
    const { body } = mapRoots(answer, (value, key) => {
      if (key !== root[0]) return value;
      return Array.isArray(value) ? value.with(-1, cut(value.at(-1))) : cut(value);
    });
    return { ...answer, body: { ...toObject(body), errors } };
  },
});

function readToken({ request }: Exchange): string {
  return String(request.headers["authorization"] ?? "");
}

const tokenReplaced: Scenario["start"] = () => {
  const old = new Set<string>();
  let last: string | undefined;
  return {
    before(exchange): MockAnswer | undefined {
      const token = readToken(exchange);
      if (old.has(token)) return refuse(exchange.name, { message: "Invalid API token", code: "UNAUTHORIZED" });
      if (last !== undefined && last !== token) old.add(last);
      last = token;
      return undefined;
    },
  };
};

/** Everything of a request, as a careless server repeats it. */
function repeat(exchange: Exchange): string {
  const { path, body } = exchange.request;
  return `Cannot handle ${path} ${readToken(exchange)} ${JSON.stringify(body)}`;
}

export const errorScenarios: readonly Scenario[] = [
  {
    name: "error-codes",
    summary: `Every call is refused, in turn with the classes ${CODES.map(({ code }) => code).join(", ")} in extensions.code.`,
    quirk: "error-class",
    start: inTurn(CODES),
  },
  {
    name: "error-texts",
    summary: "Every call is refused with an error without a class, in turn with the three texts that stand for one.",
    quirk: "error-class",
    start: inTurn(TEXTS),
  },
  {
    name: "mixed-path",
    summary: "Of every query one part fails: the rest arrives, with an error whose path has names and numbers.",
    quirk: "mixed-path",
    start: mixedPath,
  },
  {
    name: "token-replaced",
    summary:
      "The first call with another token ends the token before it: with that one, everything is refused as UNAUTHORIZED.",
    quirk: "one-token",
    start: tokenReplaced,
  },
  {
    name: "echoed-request",
    summary: "Every call is refused with 400 and an error that repeats the request, token and secrets included.",
    quirk: "error-preview",
    start: () => ({
      before: (exchange) =>
        jsonAnswer(400, { errors: [{ message: repeat(exchange), extensions: { code: "INTERNAL" } }] }),
    }),
  },
];
