import { jsonAnswer, type MockAnswer } from "../../../behaviour/exchange.ts";
import { isObject, type JsonObject, toArray, toObject } from "../../../internal/json.ts";

/** One error of a GraphQL answer. */
export interface AnswerError {
  readonly message: string;
  /** Sent as `extensions.code`; left out where the vendor leaves it out. */
  readonly code?: string | undefined;
  readonly path?: readonly (string | number)[];
}

/** Refuses an operation as a GraphQL server does: with 200 and without data. */
export function refuse(name: string, { message, code, path = [rootOf(name)] }: AnswerError): MockAnswer {
  const error = { message, path, ...(code !== undefined && { extensions: { code } }) };
  return jsonAnswer(200, { data: null, errors: [error] });
}

/** The root field of an operation: `awsEnv` of `query awsEnv`. */
export function rootOf(name: string): string {
  return name.split(" ")[1] ?? name;
}

/** Whether an operation asks for one environment. */
export function isLook(name: string): boolean {
  return /^query \w+Env(Hosted)?$/.test(name);
}

export function isDeletion(name: string): boolean {
  return name.startsWith("mutation delete");
}

/** Changes every root value of an answer. */
export function mapRoots(answer: MockAnswer, change: (value: unknown, key: string) => unknown): MockAnswer {
  const { data, ...rest } = toObject(answer.body);
  if (!isObject(data)) return answer;
  const roots = Object.entries(data).map(([key, value]) => [key, change(value, key)] as const);
  return { ...answer, body: { ...rest, data: Object.fromEntries(roots) } };
}

/** Changes every environment of an answer that shows its status. */
export function mapEnvironments(answer: MockAnswer, change: (environment: JsonObject) => JsonObject): MockAnswer {
  const changeOne = (value: unknown): unknown => (isObject(value) && isObject(value["status"]) ? change(value) : value);
  return mapRoots(answer, (value) => (Array.isArray(value) ? toArray(value).map(changeOne) : changeOne(value)));
}

/** An environment with something else in its status. */
export function withStatus(environment: JsonObject, status: JsonObject): JsonObject {
  return { ...environment, status: { ...toObject(environment["status"]), ...status } };
}
