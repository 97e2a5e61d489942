import type { Finding } from "./doctor-report.ts";
import type { CallFailure, Patient, Reading } from "./doctor-spec.ts";
import { explainCode } from "./explain-code.ts";
import { formatDuration } from "./format-duration.ts";

const HOUR_MS = 3_600_000;

/** What a call with credentials says of these. */
export function checkCredentials(patient: Patient, { failure }: Reading, nowEpochMs: number): Finding {
  if (failure === undefined) return judgeEnd(patient, nowEpochMs);
  const { code, operation, status } = failure;
  if (code === "MISUSE") {
    const advice = "Give the client the kind of credentials that reading takes";
    return { outcome: "failed", found: "the client refused to send them", advice };
  }
  if (operation !== patient.operation) return judgeLogin(failure);
  if (status === 401) {
    const end = findEnd(patient);
    const isOver = end !== undefined && end.getTime() < nowEpochMs;
    const found = isOver ? `refused with 401; they ended ${formatDuration(nowEpochMs - end.getTime())} ago` : REFUSED;
    return { outcome: "failed", found, advice: isOver ? "Get new credentials" : REFUSED_ADVICE };
  }
  if (status === 403) {
    const advice = "Check what they may do, and from which addresses they may be used";
    return { outcome: "warning", found: "not refused as such, but may not read (403)", advice };
  }
  return { outcome: "skipped", found: "the answer to reading does not tell" };
}

const REFUSED = "refused with 401";
const REFUSED_ADVICE = "Check that they are whole, belong to this installation and were not replaced, and get new ones";

/** Whether credentials were certainly refused, so that nothing else can be asked with them. */
export function isRefused({ operation }: Patient, { failure }: Reading): boolean {
  if (failure === undefined) return false;
  return failure.code === "MISUSE" || failure.operation !== operation || failure.status === 401;
}

function judgeEnd(patient: Patient, nowEpochMs: number): Finding {
  const end = findEnd(patient);
  if (end === undefined) return { outcome: "ok", found: "accepted" };
  const leftMs = end.getTime() - nowEpochMs;
  const length = formatDuration(leftMs);
  if (patient.isRenewed) return { outcome: "ok", found: `accepted; end in ${length}, and are renewed before` };
  if (leftMs <= 0) {
    const advice = "Check this machine's clock, and when the credentials really end";
    return { outcome: "warning", found: `accepted, although they ended ${length} ago`, advice };
  }
  if (leftMs > HOUR_MS) return { outcome: "ok", found: `accepted; end in ${length}` };
  return { outcome: "warning", found: `accepted; end in ${length}`, advice: "Get new ones: these are not renewed" };
}

function judgeLogin({ status, code, isPassing, systemCode }: CallFailure): Finding {
  if (code === "NETWORK_ERROR") {
    const { found, advice } = explainCode(systemCode);
    return { outcome: "failed", found: `the login got no answer: ${found}`, advice };
  }
  const answered = status === undefined ? "" : ` with ${status}`;
  if (code === "AUTH_FAILED" && !isPassing) {
    const found = answered ? `the login was refused${answered}` : "the login was refused, or its answer held no token";
    return { outcome: "failed", found, advice: status === 404 || status === 405 ? NO_LOGIN_ADVICE : LOGIN_ADVICE };
  }
  const advice = "Try again later: the login's server is out of order, or the limit of its rate is used up";
  return { outcome: "failed", found: `the login failed${answered} (${code})`, advice };
}

const LOGIN_ADVICE =
  "Check name and password, or id and secret of the client, and whether a second factor is asked; do not try often, accounts may be locked";

const NO_LOGIN_ADVICE = "Check the address: there is no login at it; installations of one vendor may differ in it";

function findEnd({ endsAt, auth }: Patient): Date | undefined {
  return endsAt ?? auth.expiresAt;
}
