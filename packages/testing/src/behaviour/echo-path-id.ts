import type { Exchange, MockAnswer } from "./exchange.ts";
import { readAt, withAt } from "./members.ts";
import type { Way } from "./resource.ts";

/** Where vendors put the id of a thing in an answer about it. */
const WAYS: readonly Way[] = [["metadata", "uid"], ["uid"], ["id"], ["data", "id"]];

/**
 * The answer of a read about one thing under the id that was asked for, so that what is read is what was meant.
 *
 * Only where the path ends in a parameter and the answer has an id of the same type; else the answer itself.
 */
export function echoPathId({ request, operation, params }: Exchange, answer: MockAnswer): MockAnswer {
  const name = request.method === "GET" ? /\{([^{}]+)\}$/.exec(operation?.path ?? "")?.[1] : undefined;
  const sent = name === undefined ? undefined : params[name];
  if (name === undefined || sent === undefined) return answer;
  for (const way of [[name], ["data", name], ...WAYS]) {
    const known = readAt(answer.body, way);
    if (typeof known === "string") return known === sent ? answer : { ...answer, body: withAt(answer.body, way, sent) };
    if (typeof known === "number" && /^\d{1,15}$/.test(sent))
      return { ...answer, body: withAt(answer.body, way, Number(sent)) };
  }
  return answer;
}
