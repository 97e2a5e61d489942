import { unwrap } from "@vendor-clients/runtime";
import {
  type AskLimits,
  type DoctorOptions,
  type DoctorReport,
  hasOption,
  type Reading,
  runDoctor,
} from "@vendor-clients/runtime/doctor";
import { type AcmOptions, createAcmClient } from "./client.ts";

export { type DoctorCheck, type DoctorReport, formatDoctorReport } from "@vendor-clients/runtime/doctor";

/**
 * Examines the set-up of a client: address, connection, certificate, clock, credentials, what they see and one reading call.
 *
 * The report holds no secret. A check that fails is a finding; only the reason of an aborted `signal` is thrown.
 *
 * @example
 * console.log(formatDoctorReport(await doctor({ apiKey })));
 */
export function doctor(options: AcmOptions, run?: DoctorOptions): Promise<DoctorReport> {
  const spec = {
    vendor: "altinity-acm",
    options,
    basePath: "/api",
    readBaseUrl: ({ baseUrl = "https://acm.altinity.cloud/api" }: AcmOptions) => baseUrl,
    open: (given: AcmOptions) => {
      const client = createAcmClient(given);
      return {
        auth: client.auth,
        isRenewed: hasOption(given, "login"),
        operation: "GET /environments",
        read: async (limits: AskLimits) => unwrap(await client.GET("/environments", { ...limits })),
        isExpected: Array.isArray,
        forbiddenAdvice:
          "Check the role of the user, and the source domains that the key is limited to on the page My Account",
        checkScope: countEnvironments,
      };
    },
  };
  return runDoctor(spec, run);
}

function countEnvironments({ data }: Reading) {
  if (!Array.isArray(data)) return { outcome: "skipped", found: "no list of environments came" } as const;
  const found = `environments seen: ${data.length}`;
  if (data.length > 0) return { outcome: "ok", found } as const;
  const advice = "Check the user's organization and role: clusters stand in environments";
  return { outcome: "warning", found, advice } as const;
}
