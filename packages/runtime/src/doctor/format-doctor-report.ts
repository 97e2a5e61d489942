import type { DoctorReport } from "./doctor-report.ts";

/** A report as lines of text for people: one for each check, and one for each advice. */
export function formatDoctorReport({ vendor, host, outcome, checks }: DoctorReport): string {
  const widest = Math.max(0, ...checks.map(({ name }) => name.length));
  const lines = checks.flatMap((check) => {
    const time = check.durationMs > 0 ? `  ${check.durationMs} ms` : "";
    const line = `${toMark(check.outcome)}  ${check.name.padEnd(widest)}  ${check.found}${time}`;
    return check.advice === undefined ? [line] : [line, `${" ".repeat(MARK_WIDTH + widest + 4)}${check.advice}`];
  });
  return [`${vendor} at ${host ?? "no host"}: ${outcome}`, ...lines].join("\n");
}

const MARK_WIDTH = 7;

function toMark(outcome: string): string {
  return (outcome === "failed" ? "FAILED" : outcome).padEnd(MARK_WIDTH);
}
