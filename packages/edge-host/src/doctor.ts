import { unwrap } from "@vendor-clients/runtime";
import {
  type AskLimits,
  type DoctorOptions,
  type DoctorReport,
  hasOption,
  readJwtEnd,
  runDoctor,
} from "@vendor-clients/runtime/doctor";
import { createEdgeHostClient, type EdgeHostOptions } from "./client.ts";
import { createTlsFetch } from "./tls.ts";

export { type DoctorCheck, type DoctorReport, formatDoctorReport } from "@vendor-clients/runtime/doctor";

/**
 * Examines the set-up of a client: address, connection, certificate by the client's own trust, clock, credentials and one reading call.
 *
 * The report holds no secret. A check that fails is a finding; only the reason of an aborted `signal` is thrown. A login is sent once:
 * repeated failures lock the account.
 *
 * @example
 * console.log(formatDoctorReport(await doctor({ baseUrl: "https://10.0.0.5:5080", login: { username, password }, tls: { ca } })));
 */
export function doctor(options: EdgeHostOptions, run?: DoctorOptions): Promise<DoctorReport> {
  const { tls, baseUrl } = options ?? {};
  const spec = {
    vendor: "edge-host",
    options,
    basePath: "",
    readBaseUrl: (given: EdgeHostOptions) => given.baseUrl,
    trust: tls && { tls, createFetch: () => createTlsFetch(tls, baseUrl) },
    open: (given: EdgeHostOptions) => {
      const client = createEdgeHostClient(given);
      return {
        auth: client.auth,
        isRenewed: hasOption(given, "login"),
        endsAt: readJwtEnd("token" in given ? given.token : undefined),
        operation: `GET ${PATH}`,
        read: async (limits: AskLimits) => unwrap(await client.GET(PATH, { ...limits })),
        isExpected: (data: unknown) => typeof data === "object" && data !== null && "status" in data,
      };
    },
  };
  return runDoctor(spec, run);
}

const PATH = "/v1/edge-mgmt/edgehosts/current";
