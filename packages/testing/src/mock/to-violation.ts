import { isObject, toArray } from "../internal/json.ts";
import type { Violation } from "./recorder.ts";

/** What Prism found: where, which rule, how bad (0 is an error, everything else a warning). */
export interface Finding {
  readonly path?: readonly (string | number)[] | undefined;
  readonly code?: string | number | undefined;
  readonly message: string;
  readonly severity: number;
}

/** The violations among findings; warnings, such as the use of a deprecated parameter, are none. */
export function toViolations(
  operation: string,
  side: Violation["side"],
  findings: readonly Finding[],
): readonly Violation[] {
  return findings
    .filter((finding) => finding.severity === 0)
    .map(({ path, code, message }) => ({
      operation,
      side,
      pointer: (path ?? []).map((key) => `/${key}`).join(""),
      rule: String(code ?? ""),
      message,
    }));
}

interface Problem extends Error {
  readonly status?: number;
  readonly detail?: string;
  readonly additional?: { readonly validation?: unknown } | undefined;
}

/** The violations that an error of Prism names, or the error itself as one. */
export function problemToViolations(operation: string, error: Problem): readonly Violation[] {
  const side = (error.status ?? 500) >= 500 ? "response" : "request";
  const listed = toArray(error.additional?.validation).filter(isObject);
  if (listed.length > 0) {
    const findings = listed.map((entry) => ({
      path: toArray(entry["location"]).map(String),
      code: String(entry["code"] ?? ""),
      message: String(entry["message"] ?? ""),
      severity: 0,
    }));
    return toViolations(operation, side, findings);
  }
  const rule = error.name.split("#")[1] ?? error.name;
  const message = error.detail ? `${error.message}: ${error.detail}` : error.message;
  return [{ operation, side, pointer: "", rule, message }];
}
