import {
  type AskLimits,
  type DoctorOptions,
  type DoctorReport,
  type Reading,
  runDoctor,
} from "@vendor-clients/runtime/doctor";
import { type AltinityAnywhereOptions, createAltinityAnywhereClient, DEFAULT_BASE_URL } from "./client.ts";
import type { AnywhereResult } from "./result.ts";
import { unwrap } from "./unwrap.ts";

export { type DoctorCheck, type DoctorReport, formatDoctorReport } from "@vendor-clients/runtime/doctor";

/**
 * Names of all environments: less than any query of the client, which asks for everything below. Without those that Altinity hosts: an
 * account that may not have these is refused when it asks for them.
 */
const DOCUMENT =
  "query Doctor { awsEnvs { name } azureEnvs { name } gcpEnvs { name } hcloudEnvs { name } k8sEnvs { name } }";

/**
 * Examines the set-up of a client: address, connection, certificate, clock, token, what it sees and one query.
 *
 * The report holds no secret. A check that fails is a finding; only the reason of an aborted `signal` is thrown.
 *
 * @example
 * console.log(formatDoctorReport(await doctor({ token })));
 */
export function doctor(options: AltinityAnywhereOptions = {}, run?: DoctorOptions): Promise<DoctorReport> {
  const spec = {
    vendor: "altinity-anywhere",
    options,
    basePath: "/api/v1/graphql",
    readBaseUrl: ({ baseUrl = DEFAULT_BASE_URL }: AltinityAnywhereOptions) => baseUrl,
    open: (given: AltinityAnywhereOptions) => {
      const client = createAltinityAnywhereClient(given);
      return {
        auth: client.auth,
        isRenewed: false,
        operation: "query Doctor",
        read: async (limits: AskLimits) => unwrap(withTrueStatus(await client.request<unknown>(DOCUMENT, {}, limits))),
        isExpected: (data: unknown) => countEnvironments(data) !== undefined,
        forbiddenAdvice: "Give the account of the token the right to see environments",
        checkScope: ({ data }: Reading) => judgeCount(countEnvironments(data)),
      };
    },
  };
  return runDoctor(spec, run);
}

const STATUSES: Readonly<Record<string, number>> = { UNAUTHORIZED: 401, FORBIDDEN: 403 };

/** A token may be refused with 200, too, and what examines an answer goes by its status. */
function withTrueStatus<D>(result: AnywhereResult<D>): AnywhereResult<D> {
  const { error } = result;
  const code = error?.code ?? "";
  const status = Object.hasOwn(STATUSES, code) ? STATUSES[code] : undefined;
  return error && status ? { ...result, error: { ...error, status } } : result;
}

function countEnvironments(data: unknown): number | undefined {
  const lists = typeof data === "object" && data !== null ? Object.values(data) : [];
  return lists.length > 0 && lists.every(Array.isArray) ? lists.flat().length : undefined;
}

function judgeCount(count: number | undefined) {
  if (count === undefined) return { outcome: "skipped", found: "no list of environments came" } as const;
  const found = `environments seen: ${count}`;
  if (count > 0) return { outcome: "ok", found } as const;
  const advice = "Check that the token belongs to the account that holds the environments";
  return { outcome: "warning", found, advice } as const;
}
