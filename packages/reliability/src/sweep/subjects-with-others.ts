import { createCcxClient, waitForDatastore } from "@vendor-clients/ccx";
import { doctor as examineCcx, formatDoctorReport } from "@vendor-clients/ccx/doctor";
import { createImplyClient, waitForCluster as waitForImplyCluster } from "@vendor-clients/imply";
import { doctor as examineImply } from "@vendor-clients/imply/doctor";
import { createInstaclustrClient, waitForCluster as waitForKafka } from "@vendor-clients/instaclustr";
import { doctor as examineInstaclustr } from "@vendor-clients/instaclustr/doctor";
import { answerJson, type HealthyAnswer } from "@vendor-clients/testing/faults";
import { type OneCredential, toSubject, type VendorSweep } from "./credentials-of.ts";
import type { SweepSubject } from "./sweep-subject.ts";

const CCX: VendorSweep = {
  vendor: "ccx",
  create: (options) => createCcxClient(options as Parameters<typeof createCcxClient>[0]),
  read: "/api/deployment/v3/data-stores/{store_uuid}",
  write: ["/api/prov/api/v2/cluster", { general: { cluster_name: "x" } }],
  list: "/api/deployment/v3/data-stores",
  wait: (client, options) => waitForDatastore(client, "x", options),
  doctor: examineCcx,
  format: formatDoctorReport,
  refuse: (echo) => ({ code: echo, err: echo, error: `${echo} at length` }),
  answer: (_, echo) =>
    answerJson({
      ...{ uuid: "x", cluster_name: echo, cluster_status: echo, success: true, cmon_version: echo, echo },
      ...{ data_stores: [{ uuid: echo, cluster_status: echo }], total: echo, scopes: [{ type: echo, id: echo }] },
    }),
};

const INSTACLUSTR: VendorSweep = {
  vendor: "instaclustr",
  create: (options) => createInstaclustrClient(options as Parameters<typeof createInstaclustrClient>[0]),
  read: "/cluster-management/v2/resources/applications/kafka/clusters/v2/{clusterId}",
  write: ["/cluster-management/v2/resources/applications/kafka/clusters/v2", { name: "x" }],
  wait: (client, options) => waitForKafka(client, { application: "kafka", clusterId: "x" }, options),
  doctor: examineInstaclustr,
  format: formatDoctorReport,
  refuse: (echo) => ({ errors: [{ name: echo, message: echo }], message: echo }),
  answer: ({ path }, echo) => {
    const one = { id: "x", name: echo, status: echo, dataCentres: [{ nodes: [{ status: echo }] }], echo };
    return answerJson(path.includes("data-sources") ? [one] : one);
  },
};

const IMPLY: VendorSweep = {
  vendor: "imply",
  basePath: "/api/v1",
  create: (options) => createImplyClient(options as Parameters<typeof createImplyClient>[0]),
  read: "/clusters/{clusterId}",
  write: ["/clusters", { metadata: { name: "x" }, spec: { version: "1", pivot: { accessMode: "PROXIED" } } }],
  wait: (client, options) => waitForImplyCluster(client, "x", "STARTED", options),
  doctor: examineImply,
  format: formatDoctorReport,
  refuse: (echo) => ({
    error: { code: echo, message: echo, details: [{ code: echo, target: echo, message: echo }] },
  }),
  answer: (_, echo) =>
    answerJson({
      ...{ metadata: { name: echo, id: echo }, spec: { desiredState: "STARTED", echo }, status: { state: echo } },
      ...{ values: [{ echo }], echo },
    }),
};

const refuseOAuth = (echo: string) => ({ error: echo, error_description: echo, error_uri: echo });

const answerOAuth = (token: string, echo: string) =>
  answerJson({ access_token: token, token_type: "Bearer", expires_in: 300, scope: echo, echo });

const REALM = "/auth/realms/acme/protocol/openid-connect/token";
const CCX_SECRET = `Yc9rCcx4/h+o n"e\\y'=&c<6>-tail`;
const CCX_PASSWORD = `Fs3bCcp7/h+o n"e\\y'=&c<7>ñ-tail`;
const CCX_ADMIN = `Gd8hCca5/h+o n"e\\y'=&c<8>å-tail`;
const CCX_BASIC = `Jk1mCcb6/h+o n"e\\y'=&c<9>ø-tail`;
const IMPLY_SECRET = `Vb6mImp2/h+o n"e\\y'=&i<0>-tail`;

const setSession = (token: string, echo: string): HealthyAnswer =>
  answerJson({ user: echo, echo }, 200, { "Set-Cookie": `ccx-session=${token}; Path=/; Max-Age=3600` });

const ccxLogin = (option: string, password: string, loginPath: string): OneCredential => ({
  credential: option,
  given: [password],
  issued: `S${password.slice(4, 8)}cs8/honey+ccx=session&%tail`,
  options: () => ({ [option]: { login: "me@example.test", password } }),
  loginPath,
  answerLogin: setSession,
});

/** CCX, Instaclustr and Imply: secrets of clients, tokens, sessions, keys. */
export const SUBJECTS_WITH_OTHERS: readonly SweepSubject[] = [
  toSubject(CCX, {
    credential: "clientSecret",
    given: [CCX_SECRET],
    issued: "Gf5sCct6/honey+ccx=token&%tail",
    options: () => ({ clientId: "me", clientSecret: CCX_SECRET }),
    loginPath: "/api/auth/oauth2/token",
    ...{ answerLogin: answerOAuth, refuseLogin: refuseOAuth },
  }),
  toSubject(CCX, {
    credential: "token",
    given: ["Wn4dCcf3/honey+ccx=fixed&%tail"],
    options: () => ({ token: "Wn4dCcf3/honey+ccx=fixed&%tail" }),
  }),
  toSubject(CCX, ccxLogin("login", CCX_PASSWORD, "/api/v2/auth/login")),
  toSubject(CCX, { ...ccxLogin("adminLogin", CCX_ADMIN, "/api/auth/admin-login"), read: "/api/admin/users" }),
  toSubject(CCX, {
    credential: "session",
    given: ["Xe2kCcs9/honey+ccx=given&%tail"],
    options: () => ({ session: "Xe2kCcs9/honey+ccx=given&%tail" }),
  }),
  toSubject(CCX, {
    credential: "basic",
    given: [CCX_BASIC, Buffer.from(`me:${CCX_BASIC}`).toString("base64")],
    options: () => ({ basic: { user: "me", password: CCX_BASIC } }),
    read: "/api/admin/check",
  }),
  ...["apiKey", "readOnlyKey"].map((option, index) => {
    const key = `Kw${index}nIns5/h+o n"e\\y'=&k<${index}>-tail`;
    return toSubject(INSTACLUSTR, {
      credential: option,
      given: [key, Buffer.from(`me:${key}`).toString("base64")],
      options: () => ({ username: "me", [option]: key }),
      isReadOnly: option === "readOnlyKey",
    });
  }),
  toSubject(IMPLY, {
    credential: "token",
    given: ["Qh5jImf8/honey+imply=fixed&%tail"],
    options: () => ({ token: "Qh5jImf8/honey+imply=fixed&%tail" }),
  }),
  toSubject(IMPLY, {
    credential: "clientSecret",
    given: [IMPLY_SECRET],
    issued: "Hd3jImt7/honey+imply=token&%tail",
    options: (origin) => ({ clientId: "me", clientSecret: IMPLY_SECRET, tokenUrl: `${origin}${REALM}` }),
    loginPath: REALM,
    ...{ answerLogin: answerOAuth, refuseLogin: refuseOAuth },
  }),
];
