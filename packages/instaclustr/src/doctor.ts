import { unwrap } from "@vendor-clients/runtime";
import {
  type AskLimits,
  type DoctorOptions,
  type DoctorReport,
  type Finding,
  type Reading,
  runDoctor,
} from "@vendor-clients/runtime/doctor";
import { createInstaclustrClient, type InstaclustrOptions, type InstaclustrReadOnlyOptions } from "./client.ts";

export { type DoctorCheck, type DoctorReport, formatDoctorReport } from "@vendor-clients/runtime/doctor";

type AnyOptions = InstaclustrOptions | InstaclustrReadOnlyOptions;

/**
 * Examines the set-up of a client: address, connection, certificate, clock, credentials, what the key may do and one reading call.
 *
 * The report holds no secret. A check that fails is a finding; only the reason of an aborted `signal` is thrown.
 *
 * @example
 * console.log(formatDoctorReport(await doctor({ username: "me", apiKey })));
 */
export function doctor(options: AnyOptions, run?: DoctorOptions): Promise<DoctorReport> {
  const spec = {
    vendor: "instaclustr",
    options,
    basePath: "",
    readBaseUrl: ({ baseUrl = "https://api.instaclustr.com" }: AnyOptions) => baseUrl,
    open: (given: AnyOptions) => {
      const client = createInstaclustrClient(given as InstaclustrReadOnlyOptions);
      return {
        auth: client.auth,
        isRenewed: false,
        operation: `GET ${PATH}`,
        read: async (limits: AskLimits) => unwrap(await client.GET(PATH, { ...limits })),
        isExpected: Array.isArray,
        forbiddenAdvice: "Give a provisioning key: keys of monitoring and others may not read clusters",
        checkScope: ({ failure }: Reading) => describeKey(given, failure?.status),
      };
    },
  };
  return runDoctor(spec, run);
}

const PATH = "/cluster-management/v2/data-sources/clusters/v2";

/** Only a write would tell a read-only key, and a doctor sends none. @see https://www.instaclustr.com/support/api-integrations/api-reference/provisioning-api/ */
function describeKey({ readOnlyKey }: AnyOptions, status: number | undefined): Finding {
  if (status === 403) {
    const advice = "Give the provisioning key of the account, or its read-only one";
    return { outcome: "failed", found: "the key may not read clusters (403)", advice };
  }
  if (readOnlyKey === undefined) {
    return {
      outcome: "ok",
      found: "reads; whether it writes, only a write would tell: with a read-only key it ends in 403",
    };
  }
  return { outcome: "ok", found: "reads only: the client refuses writes before they are sent" };
}
