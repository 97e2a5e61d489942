import type { MockAnswer, MockRequest } from "../behaviour/exchange.ts";
import { jsonAnswer } from "../behaviour/exchange.ts";
import { type DocumentOperation, listOperations } from "../document/list-operations.ts";
import { createSchemaValidator } from "../document/schema-validator.ts";
import { isObject, type JsonObject } from "../internal/json.ts";
import type { Violation } from "../mock/recorder.ts";
import { createRouteTable } from "../mock/route-table.ts";
import { sampleSuccess } from "../mock/sample-success.ts";
import { type ChosenResponse, createResponses } from "./choose-response.ts";
import { findCredentialsProblem } from "./find-credentials-problem.ts";
import { findRequestProblems, type RequestProblem } from "./find-request-problems.ts";

/** What the document alone makes of a request. */
export interface PortableAnswer {
  readonly answer: MockAnswer;
  readonly operation: DocumentOperation | undefined;
  /** Whether it is the success of a valid request that nobody wished otherwise. */
  readonly isSample: boolean;
  readonly violations: readonly Violation[];
}

/** Answers requests for the operations of one document with nothing that a browser does not have. */
export interface PortableEngine {
  readonly operations: readonly DocumentOperation[];
  find(request: Pick<MockRequest, "method" | "path">): DocumentOperation | undefined;
  answer(request: MockRequest): PortableAnswer;
  /** The body of an operation's success, by template; `undefined` where there is none. */
  sampleOf(template: string): unknown;
  /** What is wrong with an answer, as violations. */
  check(target: DocumentOperation, answer: MockAnswer): Violation[];
}

/**
 * Creates an engine that answers as the mock servers do: same routes, refusals and answers, without Prism.
 *
 * A test compares both for every operation of every vendor.
 */
export function createPortableEngine(document: JsonObject): PortableEngine {
  const operations = listOperations(document);
  const table = createRouteTable(operations);
  const validator = createSchemaValidator(document);
  const responses = createResponses(document);
  const find: PortableEngine["find"] = ({ method, path }) => {
    const match = table.find(method, path);
    return match.kind === "found" ? match.operation : undefined;
  };
  const refuse = (
    target: DocumentOperation,
    problems: readonly RequestProblem[],
    statuses: readonly number[],
    headers = {},
  ) => {
    const violations = problems.map(
      (problem): Violation => ({ operation: target.template, side: "request", ...problem }),
    );
    const declared = responses.chooseFailure(target, statuses);
    const answer = declared ? toAnswer(declared) : problemAnswer(statuses[0] ?? 400, problems);
    return {
      answer: { ...answer, headers: { ...answer.headers, ...headers } },
      operation: target,
      isSample: false,
      violations,
    };
  };
  return {
    operations,
    find,
    sampleOf: (template) => sampleSuccess(document, operations, template),
    check(target, { status, body }) {
      const chosen = responses.choose(target, {});
      if (typeof chosen === "string" || chosen.status !== status) return [];
      if (!isObject(chosen.schema)) return [];
      const found = validator.findProblems(chosen.schema, "response", body);
      return found.map(({ pointer, rule, message }) => ({
        operation: target.template,
        side: "response",
        pointer: `/response/body${pointer}`,
        rule,
        message,
      }));
    },
    answer(request) {
      const target = find(request);
      if (target === undefined) return refuseRoute(table.find(request.method, request.path).kind, request);
      const missing = findCredentialsProblem(document, target, request);
      if (missing) {
        const { pointer, message, challenge } = missing;
        const headers = challenge === "" ? {} : { "WWW-Authenticate": challenge };
        return refuse(target, [{ pointer, rule: "401", message }], [401], headers);
      }
      const problems = findRequestProblems(document, validator, target, request);
      if (problems.length > 0) {
        return refuse(target, problems, problems.some(({ rule }) => rule === "415") ? [415, 422, 400] : [422, 400]);
      }
      const code = /\bcode=(\d{3})\b/.exec(String(request.headers["prefer"] ?? ""))?.[1];
      const accept = request.headers["accept"];
      const chosen = responses.choose(target, { code, accept: accept === undefined ? undefined : String(accept) });
      if (chosen === "unknown") return fail(target, 404, "The document does not declare this status");
      if (chosen === "unacceptable") return fail(target, 406, "The document declares no answer of this media type");
      return { answer: toAnswer(chosen), operation: target, isSample: code === undefined, violations: [] };
    },
  };
}

function toAnswer({ status, contentType, headers, body }: ChosenResponse): MockAnswer {
  return {
    status,
    headers: { ...headers, ...(contentType === undefined ? {} : { "content-type": contentType }) },
    body,
  };
}

function problemAnswer(status: number, problems: readonly RequestProblem[]): MockAnswer {
  const title = status === 401 ? "Unauthorized" : status === 415 ? "Invalid content type" : "Invalid request";
  const validation = problems.map(({ pointer, rule, message }) => ({ pointer, code: rule, message }));
  const body = { type: "urn:vendor-clients:mock:invalid-request", title, status, validation };
  return jsonAnswer(status, body, { "content-type": "application/problem+json" });
}

function fail(operation: DocumentOperation, status: number, detail: string): PortableAnswer {
  const body = { type: "urn:vendor-clients:mock:answer", title: "No such answer", status, detail };
  const answer = jsonAnswer(status, body, { "content-type": "application/problem+json" });
  const violation: Violation = {
    operation: operation.template,
    side: "request",
    pointer: "/header/accept",
    rule: String(status),
    message: detail,
  };
  return { answer, operation, isSample: false, violations: status === 406 ? [violation] : [] };
}

function refuseRoute(kind: "found" | "method-missing" | "path-missing", { method, path }: MockRequest): PortableAnswer {
  const isPath = kind === "path-missing";
  const status = isPath ? 404 : 405;
  const detail = isPath ? `The document has no path for ${path}` : `The document has no ${method} for ${path}`;
  const body = { type: "urn:vendor-clients:mock:route", title: "No such operation", status, detail };
  return {
    answer: jsonAnswer(status, body, { "content-type": "application/problem+json" }),
    operation: undefined,
    isSample: false,
    violations: [
      {
        operation: `${method} ${path}`,
        side: "request",
        pointer: "",
        rule: isPath ? "NO_PATH_MATCHED_ERROR" : "NO_METHOD_MATCHED_ERROR",
        message: detail,
      },
    ],
  };
}
