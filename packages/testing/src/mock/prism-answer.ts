import type { IHttpResponse } from "@stoplight/prism-http";
import type { DocumentOperation } from "../document/list-operations.ts";
import type { Prism } from "./load-prism.ts";
import type { Violation } from "./recorder.ts";
import { type Finding, problemToViolations, toViolations } from "./to-violation.ts";

/** What the mock answers, before it is written to a socket. */
export interface EngineAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string | undefined;
  /** `undefined` when no operation matches the request. */
  readonly operation: DocumentOperation | undefined;
  readonly violations: readonly Violation[];
}

/** The request that an answer belongs to. */
export interface AnsweredRequest {
  readonly operation: DocumentOperation | undefined;
  /** Method and template, or method and path when no operation matches. */
  readonly name: string;
}

/** What Prism made of a request that it could route. */
export interface PrismResult {
  readonly output: IHttpResponse;
  readonly validations: { readonly input: readonly Finding[]; readonly output: readonly Finding[] };
}

/** Longest value of the `sl-violations` header, the stock server's own limit. */
const MAX_HEADER_LENGTH = 8 * 1024 - 100;

const SEVERITY_NAMES = ["Error", "Warning", "Information", "Hint"];

const VIOLATIONS_DETAIL =
  "Your request/response is not valid and the --errors flag is set, so Prism is generating this error for you.";

function toEntries(prefix: string, findings: readonly Finding[]): object[] {
  return findings.map(({ path, severity, code, message }) => ({
    location: [prefix, ...(path ?? [])],
    severity: SEVERITY_NAMES[severity],
    code,
    message,
  }));
}

function toHeaderValue(entries: readonly object[]): string {
  const text = JSON.stringify(entries);
  const value = text.length > MAX_HEADER_LENGTH ? `Too many violations! ${text.slice(0, MAX_HEADER_LENGTH)}` : text;
  // A header takes Latin-1 only; JSON can say everything else with escapes.
  return value.replace(/[^\x20-\xff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The answer for an error of Prism, as problem+json. */
export function problemAnswer(
  prism: Prism,
  request: AnsweredRequest,
  error: Error,
  headers: Readonly<Record<string, unknown>> = {},
): EngineAnswer {
  const { toProblemJson } = prism.http.ProblemJsonError;
  const problem = error as Parameters<typeof toProblemJson>[0];
  const added = (problem.additional?.["headers"] ?? {}) as Record<string, unknown>;
  return {
    status: problem.status || 500,
    headers: { ...headers, "content-type": "application/problem+json", ...added },
    body: JSON.stringify(toProblemJson(problem)),
    operation: request.operation,
    violations: problemToViolations(request.name, problem),
  };
}

/** The answer for a request that Prism routed: its mock, or the error that a wrong mock becomes. */
export function resultAnswer(
  prism: Prism,
  request: AnsweredRequest,
  { output, validations }: PrismResult,
  serialise: (output: IHttpResponse) => string | undefined,
): EngineAnswer {
  const { input: inputFindings, output: outputFindings } = validations;
  const outputEntries = toEntries("response", outputFindings);
  const entries = [...toEntries("request", inputFindings), ...outputEntries];
  const headers: Record<string, unknown> = entries.length > 0 ? { "sl-violations": toHeaderValue(entries) } : {};
  const violations = [
    ...toViolations(request.name, "request", inputFindings),
    ...toViolations(request.name, "response", outputFindings),
  ];
  const errors = outputEntries.filter((_, index) => outputFindings[index]?.severity === 0);
  if (errors.length > 0) {
    const { ProblemJsonError, VIOLATIONS } = prism.http;
    const error = ProblemJsonError.fromTemplate(VIOLATIONS, VIOLATIONS_DETAIL, { validation: errors });
    return { ...problemAnswer(prism, request, error, headers), violations };
  }
  Object.assign(headers, output.headers);
  try {
    const body = serialise(output);
    return { status: output.statusCode, headers, body, operation: request.operation, violations };
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    return problemAnswer(prism, request, failure, headers);
  }
}
