import { unwrap } from "@vendor-clients/runtime";
import {
  type AskLimits,
  type DoctorOptions,
  type DoctorReport,
  type Finding,
  type Reading,
  readJwtEnd,
  runDoctor,
} from "@vendor-clients/runtime/doctor";
import { createImplyClient, type ImplyOptions } from "./client.ts";
import { toManagerUrl } from "./quirks.ts";

export { type DoctorCheck, type DoctorReport, formatDoctorReport } from "@vendor-clients/runtime/doctor";

/**
 * Examines the set-up of a client: address, connection, certificate, clock, credentials, role and one reading call.
 *
 * The report holds no secret. A check that fails is a finding; only the reason of an aborted `signal` is thrown.
 *
 * @example
 * console.log(formatDoctorReport(await doctor({ vanityDomain: "acme", clientId, clientSecret, tokenUrl })));
 */
export function doctor(options: ImplyOptions, run?: DoctorOptions): Promise<DoctorReport> {
  const spec = {
    vendor: "imply",
    options,
    basePath: "/api/v1",
    readBaseUrl: ({ baseUrl, vanityDomain }: ImplyOptions) => baseUrl ?? toManagerUrl(vanityDomain),
    open: (given: ImplyOptions) => {
      const client = createImplyClient(given);
      return {
        auth: client.auth,
        isRenewed: given.clientSecret !== undefined,
        endsAt: readJwtEnd(given.token),
        operation: "GET /clusters",
        read: async (limits: AskLimits) => unwrap(await client.GET("/clusters", { ...limits })),
        isExpected: (data: unknown) => listClusters(data) !== undefined,
        forbiddenAdvice: ROLE_ADVICE,
        checkScope: checkRole,
      };
    },
  };
  return runDoctor(spec, run);
}

const ROLE_ADVICE = "Give the API client the role manage-clusters in the environment that holds the clusters";

/** 401 and 403 carry the same code and text, so the status tells them apart. @see https://docs.imply.io/api/manager/manager-api-overview */
function checkRole({ data, failure }: Reading): Finding {
  if (failure?.status === 403) return { outcome: "failed", found: "the role is missing (403)", advice: ROLE_ADVICE };
  const clusters = listClusters(data);
  if (clusters === undefined) return { outcome: "skipped", found: "no list of clusters came" };
  const found = `clusters seen: ${clusters.length}`;
  return clusters.length > 0 ? { outcome: "ok", found } : { outcome: "warning", found, advice: ROLE_ADVICE };
}

function listClusters(data: unknown): readonly unknown[] | undefined {
  const list = Array.isArray(data) ? data : (data as { values?: unknown } | undefined)?.values;
  return Array.isArray(list) ? list : undefined;
}
