import { isJsonType } from "../document/read-parameters.ts";
import { buildSchema, type GraphQLSchema, getOperationAST, parse } from "../graphql/graphql-js.ts";
import { isObject, toArray } from "../internal/json.ts";
import { compareSelection, type Document, type Operation } from "./compare-selection.ts";
import type { Finding } from "./deviation.ts";
import { typeOf } from "./infer-schema.ts";
import type { Exchange, Judge } from "./judge-answer.ts";
import { createRedactor } from "./redactor.ts";

/** Statuses whose answers depend on the account and on the moment. */
const PASSING = new Set([401, 403, 429]);

/** Creates the judge of a GraphQL schema: every answer is held against the query that it answers. */
export function createGraphqlJudge(text: string): Judge {
  const schema = buildSchema(text);
  return {
    judge(exchange) {
      const asked = readOperation(exchange.sent);
      if (asked === undefined) return { operation: "no GraphQL operation", operationId: undefined, findings: [] };
      const { document, operation } = asked;
      const [first] = operation.selectionSet.selections;
      const field = first?.kind === "Field" ? first.name.value : "document";
      const findings = judgeAnswer(schema, document, operation, exchange);
      return { operation: `${operation.operation} ${field}`, operationId: field, findings };
    },
  };
}

function readOperation(sent: string): { document: Document; operation: Operation } | undefined {
  try {
    const { query, operationName }: { query: string; operationName?: string } = JSON.parse(sent);
    const document = parse(query, { maxTokens: 100_000 });
    const operation = getOperationAST(document, operationName);
    return operation ? { document, operation } : undefined;
  } catch {
    return undefined;
  }
}

function judgeAnswer(schema: GraphQLSchema, document: Document, operation: Operation, exchange: Exchange): Finding[] {
  const { status, contentType, body, secrets } = exchange;
  const value = readJson(body);
  if (status !== 200 && !isObject(value)) {
    const kind = PASSING.has(status) || status >= 500 ? "undocumented" : "status";
    return [tell(kind, "status", "", String(status), "200")];
  }
  const essence = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "none";
  if (!isJsonType(essence)) {
    const found = /^(?:text|application)\/[a-z.+-]{1,40}$/.test(essence) ? essence : "not shown";
    return [tell("content-type", "content-type", "", found, "application/json")];
  }
  if (!isObject(value)) {
    const found = value === undefined ? (body?.trimStart().startsWith("<") ? "a page" : "text") : typeOf(value);
    return body === undefined ? [] : [tell("body", "json", "", found, "object")];
  }
  const redactor = createRedactor(secrets, value);
  const { data, errors } = value;
  const findings = findErrorProblems(schema, errors);
  const root = operation.operation === "mutation" ? schema.getMutationType() : schema.getQueryType();
  if (isObject(data) && root) {
    findings.push(...compareSelection({ schema, document, redactor }, root, operation.selectionSet, data));
  } else if (errors === undefined) {
    findings.push(tell("schema", "required", "/data", data === undefined ? "absent" : typeOf(data), "object"));
  }
  for (const name of Object.keys(value)) {
    if (["data", "errors", "extensions"].includes(name)) continue;
    const shown = redactor.toMemberName(name);
    findings.push(tell("undocumented", "member", `/${shown}`, typeOf(value[name]), "absent"));
  }
  return findings;
}

function readJson(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? "");
  } catch {
    return undefined;
  }
}

/** What is wrong with the list of errors, and which names of the schema the server says it does not know. */
function findErrorProblems(schema: GraphQLSchema, errors: unknown): Finding[] {
  if (errors === undefined) return [];
  if (!Array.isArray(errors)) return [tell("schema", "type", "/errors", typeOf(errors), "array")];
  return toArray(errors).flatMap((error, index): Finding[] => {
    const message = isObject(error) ? error["message"] : undefined;
    if (typeof message !== "string") {
      return [tell("schema", "type", `/errors/${index}/message`, typeOf(message ?? null), "string")];
    }
    const [, field = "", type = ""] = /field "(\w{1,64})"[^"]*"(\w{1,64})"/.exec(message) ?? [];
    const known = schema.getType(type);
    // Only names that our own schema has are told: the message is the server's text.
    const isKnown = known !== undefined && "getFields" in known && Object.hasOwn(known.getFields(), field);
    return isKnown ? [tell("schema", "field", `/errors/${index}`, "absent", `${type}.${field}`)] : [];
  });
}

function tell(kind: Finding["kind"], rule: string, pointer: string, found: string, declared: string): Finding {
  return { kind, rule, pointer, found, declared, suggestion: undefined };
}
