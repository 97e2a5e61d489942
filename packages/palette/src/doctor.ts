import { unwrap } from "@vendor-clients/runtime";
import {
  type AskLimits,
  type DoctorOptions,
  type DoctorReport,
  type Finding,
  hasOption,
  readFailure,
  runDoctor,
} from "@vendor-clients/runtime/doctor";
import { createPaletteClient, type PaletteClient, type PaletteOptions } from "./client.ts";

export { type DoctorCheck, type DoctorReport, formatDoctorReport } from "@vendor-clients/runtime/doctor";

/**
 * Examines the set-up of a client: address, connection, certificate, clock, credentials, project and one reading call.
 *
 * The report holds no secret. A check that fails is a finding; only the reason of an aborted `signal` is thrown.
 *
 * @example
 * console.log(formatDoctorReport(await doctor({ apiKey, projectUid })));
 */
export function doctor(options: PaletteOptions, run?: DoctorOptions): Promise<DoctorReport> {
  const spec = {
    vendor: "palette",
    options,
    basePath: "",
    readBaseUrl: ({ baseUrl = "https://api.spectrocloud.com" }: PaletteOptions) => baseUrl,
    open: (given: PaletteOptions) => {
      const client = createPaletteClient(given);
      const params = { query: { limit: 1 } };
      return {
        auth: client.auth,
        isRenewed: hasOption(given, "login"),
        operation: "GET /v1/packs",
        read: async (limits: AskLimits) => unwrap(await client.GET("/v1/packs", { params, ...limits })),
        isExpected: (data: unknown) => Array.isArray((data as { items?: unknown } | undefined)?.items),
        forbiddenAdvice: "Give the user of the key a role in this project, or in the tenant",
        checkScope: (_: unknown, limits: AskLimits) => checkProject(client, given.projectUid, limits),
      };
    },
  };
  return runDoctor(spec, run);
}

/** Asks in the project for the project itself. @see https://docs.spectrocloud.com/api/introduction/#scope */
async function checkProject(client: PaletteClient, uid: string | undefined, limits: AskLimits): Promise<Finding> {
  if (uid === undefined) return { outcome: "ok", found: "the tenant, because no projectUid was given" };
  try {
    unwrap(await client.GET("/v1/projects/{uid}", { params: { path: { uid } }, ...limits }));
    return { outcome: "ok", found: "the project exists" };
  } catch (error) {
    const { status } = readFailure(error);
    if (status !== 404 && status !== 403) throw error;
    const found = status === 404 ? "there is no such project (404)" : "the project may not be read (403)";
    const advice = "Check projectUid, and that the user of the key has a role in the project";
    return { outcome: status === 404 ? "failed" : "warning", found, advice };
  }
}
