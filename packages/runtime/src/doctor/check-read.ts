import type { Finding } from "./doctor-report.ts";
import type { CallFailure, Patient, Reading } from "./doctor-spec.ts";
import { explainCode } from "./explain-code.ts";

/** What a reading call says of the API behind the base URL. */
export function checkRead(patient: Patient, { data, failure, durationMs }: Reading): Finding {
  if (failure !== undefined) return judgeFailure(patient, failure);
  const found = `${patient.operation}: ${describeShape(data)} in ${Math.round(durationMs)} ms`;
  if (patient.isExpected(data)) return { outcome: "ok", found };
  const advice = "Check the base URL: this is not what the vendor answers";
  return { outcome: "warning", found: `${found}, not the shape expected`, advice };
}

function judgeFailure(patient: Patient, { code, status, vendorCode, systemCode }: CallFailure): Finding {
  const named = vendorCode === undefined ? "" : `, ${vendorCode}`;
  const failed = (found: string, advice: string): Finding => ({
    outcome: "failed",
    found: `${patient.operation}: ${found}`,
    advice,
  });
  if (code === "RESPONSE_FORMAT") {
    const advice = "A login page or a proxy answers in place of the API: check base URL, its path and the proxy";
    return failed(`${status ?? "an answer"} with a page, not with what the API answers`, advice);
  }
  if (code === "NETWORK_ERROR") {
    const { found, advice } = explainCode(systemCode);
    return failed(found, advice);
  }
  if (status === undefined) return failed(`no answer (${code})`, "Try again, with a longer timeoutMs");
  return failed(`answered ${status}${named}`, adviseStatus(status, patient));
}

function adviseStatus(status: number, { forbiddenAdvice }: Patient): string {
  if (status === 403) return forbiddenAdvice ?? "Give the credentials the right to read this";
  if (status === 404 || status === 405 || status < 400) {
    return "Check base URL and its path: what answers there does not know the API, or the scope does not exist";
  }
  if (status === 429) return "Wait: the vendor's limit is used up";
  return status >= 500 ? "The vendor is in trouble: try again later" : "Check base URL and options";
}

/** Kind and size of data; never a name or a value of theirs. */
function describeShape(data: unknown): string {
  if (Array.isArray(data)) return `a list of ${data.length}`;
  if (typeof data !== "object" || data === null) return data === null ? "null" : `a ${typeof data}`;
  const values = Object.values(data);
  const list = values.find(Array.isArray);
  return `an object with ${values.length} members${list ? `, a list of ${list.length} among them` : ""}`;
}
