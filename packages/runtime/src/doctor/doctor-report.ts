/** How a check ended; `skipped` when something else made it pointless or impossible. */
export type DoctorOutcome = "ok" | "warning" | "failed" | "skipped";

/** The checks of a doctor, in the order of a report. */
export type DoctorCheckName =
  | "options"
  | "base URL"
  | "connection"
  | "certificate"
  | "clock"
  | "credentials"
  | "scope"
  | "read";

/** What a check found; of host names, codes, counts and times only. */
export interface Finding {
  readonly outcome: DoctorOutcome;
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** One check of a report. */
export interface DoctorCheck extends Finding {
  readonly name: DoctorCheckName;
  /** Of what the check is judged by; credentials and read are judged by the same call. */
  readonly durationMs: number;
}

/** What a doctor found; holds no secret, header, query, path or body, so it can be pasted into a ticket. */
export interface DoctorReport {
  readonly vendor: string;
  /** Host and port of the base URL; `undefined` when that cannot be used. */
  readonly host: string | undefined;
  /** The worst outcome of all checks; `skipped` ones do not count. */
  readonly outcome: "ok" | "warning" | "failed";
  /** One for each name, in order. */
  readonly checks: readonly DoctorCheck[];
}
