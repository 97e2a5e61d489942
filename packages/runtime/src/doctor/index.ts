// The report
export type { DoctorCheck, DoctorCheckName, DoctorOutcome, DoctorReport, Finding } from "./doctor-report.ts";
// For the doctors of vendors
export type { AskLimits, CallFailure, DoctorOptions, DoctorSpec, Patient, Reading } from "./doctor-spec.ts";
export { formatDoctorReport } from "./format-doctor-report.ts";
export { hasOption } from "./has-option.ts";
export { readFailure } from "./read-failure.ts";
export { readJwtEnd } from "./read-jwt-end.ts";
export { runDoctor } from "./run-doctor.ts";
