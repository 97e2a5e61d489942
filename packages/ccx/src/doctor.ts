import { unwrap } from "@vendor-clients/runtime";
import {
  type AskLimits,
  type DoctorOptions,
  type DoctorReport,
  type Finding,
  hasOption,
  readJwtEnd,
  runDoctor,
} from "@vendor-clients/runtime/doctor";
import { type CcxClient, type CcxOptions, createCcxClient } from "./client.ts";
import { formatCcxOwner } from "./quirks.ts";

export { type DoctorCheck, type DoctorReport, formatDoctorReport } from "@vendor-clients/runtime/doctor";

/**
 * Examines the set-up of a client: address, connection, certificate, clock, credentials, owner and one reading call.
 *
 * The report holds no secret. A check that fails is a finding; only the reason of an aborted `signal` is thrown.
 *
 * @example
 * console.log(formatDoctorReport(await doctor({ baseUrl, clientId, clientSecret })));
 */
export function doctor(options: CcxOptions, run?: DoctorOptions): Promise<DoctorReport> {
  const spec = {
    vendor: "ccx",
    options,
    basePath: "",
    readBaseUrl: ({ baseUrl }: CcxOptions) => baseUrl,
    open: (given: CcxOptions) => {
      const client = createCcxClient(given);
      const look = chooseLook(client, given);
      return {
        ...look,
        auth: client.auth,
        isRenewed: hasOption(given, "clientSecret", "login", "adminLogin"),
        endsAt: readJwtEnd("token" in given ? given.token : undefined),
        forbiddenAdvice: "Check the owner, and what the user or the OAuth2 client may do",
        ...(look.isUser && { checkScope: (_: unknown, limits: AskLimits) => checkOwner(client, given.owner, limits) }),
      };
    },
  };
  return runDoctor(spec, run);
}

/** A reading call that takes the kind of credentials that the client has. @see findCredentialKinds */
function chooseLook(client: CcxClient, given: CcxOptions) {
  if (hasOption(given, "clientId", "token", "login", "session")) {
    const params = { query: { limit: 1 } };
    return {
      isUser: true,
      operation: "GET /api/deployment/v3/data-stores",
      read: async (limits: AskLimits) =>
        unwrap(await client.GET("/api/deployment/v3/data-stores", { params, ...limits })),
      isExpected: (data: unknown) => hasMember(data, "data_stores") || hasMember(data, "datastores"),
    };
  }
  if (hasOption(given, "adminLogin")) {
    return {
      isUser: false,
      operation: "GET /api/admin/cmon/version",
      read: async (limits: AskLimits) => unwrap(await client.GET("/api/admin/cmon/version", { ...limits })),
      isExpected: (data: unknown) => hasMember(data, "cmon_version"),
    };
  }
  return {
    isUser: false,
    operation: "GET /api/admin/check",
    read: async (limits: AskLimits) => unwrap(await client.GET("/api/admin/check", { ...limits })),
    isExpected: (data: unknown) => hasMember(data, "success"),
  };
}

/**
 * Whether the owner is one of the scopes that the second login service lists; installations without it do not tell.
 *
 * @see https://github.com/severalnines/ccx-mcp/blob/main/src/auth.ts
 */
async function checkOwner(client: CcxClient, owner: CcxOptions["owner"], limits: AskLimits): Promise<Finding> {
  const { scopes } = unwrap(await client.GET("/api/v2/auth/check", { ...limits }));
  if (!Array.isArray(scopes)) return { outcome: "skipped", found: "the answer lists no scopes" };
  const found = `scopes of these credentials: ${scopes.length}`;
  if (owner === undefined) return { outcome: "ok", found: `${found}; no owner was given` };
  const wanted = formatCcxOwner(owner);
  if (scopes.some(({ type, id }) => `${type}:${id}` === wanted))
    return { outcome: "ok", found: `${found}; the owner is one` };
  const advice = "Check the owner: calls on behalf of somebody else are refused";
  return { outcome: "failed", found: `${found}; the owner is none of them`, advice };
}

function hasMember(data: unknown, name: string): boolean {
  return typeof data === "object" && data !== null && Object.hasOwn(data, name);
}
