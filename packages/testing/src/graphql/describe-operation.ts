import { isObject } from "../internal/json.ts";
import { getOperationAST, parse } from "./graphql-js.ts";

/** The operation of a GraphQL request. */
export interface DescribedOperation {
  /** Kind and first root field, `query awsEnv`. */
  readonly text: string;
  readonly rootField: string | undefined;
}

/** Which operation a request's body asks for; `undefined` when it is no GraphQL. */
export function describeOperation(body: string): DescribedOperation | undefined {
  try {
    const { query, operationName }: { query: string; operationName?: string } = JSON.parse(body);
    const node = getOperationAST(parse(query, { maxTokens: 100_000 }), operationName);
    if (!node) return undefined;
    const [first] = node.selectionSet.selections;
    const rootField = first?.kind === "Field" ? first.name.value : undefined;
    return { text: `${node.operation} ${rootField ?? "document"}`, rootField };
  } catch {
    return undefined;
  }
}

/** Variables that are text, wherever they stand: `{ input: { name } }` has the parameter `name`. */
export function readTexts(variables: unknown): Record<string, string> {
  if (!isObject(variables)) return {};
  return Object.assign(
    Object.create(null),
    ...Object.values(variables).map(readTexts),
    Object.fromEntries(
      Object.entries(variables).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
    ),
  );
}
