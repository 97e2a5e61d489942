import { createAcmClient, waitForCluster as waitForAcmCluster } from "@vendor-clients/altinity-acm";
import { doctor as examineAcm, formatDoctorReport } from "@vendor-clients/altinity-acm/doctor";
import { createEdgeHostClient, waitForCluster as waitForHostCluster } from "@vendor-clients/edge-host";
import { doctor as examineEdgeHost } from "@vendor-clients/edge-host/doctor";
import { createPaletteClient, waitForCluster as waitForPaletteCluster } from "@vendor-clients/palette";
import { doctor as examinePalette } from "@vendor-clients/palette/doctor";
import { answerJson } from "@vendor-clients/testing/faults";
import { toSubject, type VendorSweep } from "./credentials-of.ts";
import type { SweepSubject } from "./sweep-subject.ts";

/** What Palette and its edge hosts write when something fails. */
const refuseSpectro = (echo: string) => ({
  ...{ code: echo, message: echo, ref: echo },
  details: [{ code: echo, target: echo, message: echo }, echo],
});

const PALETTE: VendorSweep = {
  vendor: "palette",
  create: (options) => createPaletteClient(options as Parameters<typeof createPaletteClient>[0]),
  read: "/v1/projects/{uid}",
  write: ["/v1/apiKeys", { metadata: { name: "x" }, spec: {} }],
  list: "/v1/audits",
  wait: (client, options) => waitForPaletteCluster(client, "x", options),
  doctor: examinePalette,
  format: formatDoctorReport,
  refuse: refuseSpectro,
  answer: (_, echo) =>
    answerJson({
      ...{ metadata: { name: echo, uid: echo }, status: { state: echo }, echo },
      ...{ items: [{ echo }], listmeta: { continue: echo } },
    }),
};

const EDGE_HOST: VendorSweep = {
  vendor: "edge-host",
  create: (options) => createEdgeHostClient(options as Parameters<typeof createEdgeHostClient>[0]),
  read: "/v1/edge-mgmt/edgehosts/current",
  write: ["/v1/edge-mgmt/cluster", { metadata: { name: "x" } }],
  list: "/v1/edge-mgmt/edgehosts/current/audits",
  wait: (client, options) => waitForHostCluster(client, options),
  doctor: examineEdgeHost,
  format: formatDoctorReport,
  refuse: refuseSpectro,
  answer: ({ atMs }, echo) =>
    answerJson({
      ...{ echo, items: [{ echo }], listmeta: { continue: echo } },
      status: atMs < 40_000 ? { clusterState: echo } : { clusterState: "Error", clusterStateReason: echo },
    }),
};

const ACM: VendorSweep = {
  vendor: "altinity-acm",
  create: (options) => createAcmClient(options as Parameters<typeof createAcmClient>[0]),
  read: "/environment/{id}",
  write: ["/cluster/{cluster}/profiles", { name: "x" }],
  list: "/accounts",
  wait: (client, options) => waitForAcmCluster(client, 1, options),
  doctor: examineAcm,
  format: formatDoctorReport,
  refuse: (echo) => ({ data: false, error: [{ message: echo, code: echo }, echo], code: echo }),
  answer: ({ path }, echo) => {
    const isList = /s$/.test(path) && !path.endsWith("/status");
    const one = { id: 1, name: echo, status: echo, action: echo, health: { passed: echo, total: echo }, echo };
    return answerJson({ data: isList ? [one] : one });
  },
};

const PALETTE_PASSWORD = `Zq7pPaw9/h+o n"e\\y'=&p<1>é-tail`;
const ACM_PASSWORD = `Rj2tAcm8/h+o n"e\\y'=&a<2>ü-tail`;
const EDGE_PASSWORD = `Lp5vEdg3/h+o n"e\\y'=&e<3>ß-tail`;
const EDGE_TOKEN = "Mz4wEdt9/honey+edge=token&%tail";
const PALETTE_TOKEN = "Tq8kPat3/honey+palette=token&%tail";
const ACM_TOKEN = "Nx7uAct1/honey+acm=token&%tail";

/** Palette, its edge hosts and Altinity Cloud Manager: a key or token, or the login of a user. */
export const SUBJECTS_WITH_LOGIN: readonly SweepSubject[] = [
  toSubject(PALETTE, {
    credential: "apiKey",
    given: ['Kp3xPak1/h+o n"e\\y=&p<4>-tail'],
    options: () => ({ apiKey: 'Kp3xPak1/h+o n"e\\y=&p<4>-tail' }),
  }),
  toSubject(PALETTE, {
    credential: "login",
    given: [PALETTE_PASSWORD],
    issued: PALETTE_TOKEN,
    options: () => ({ login: { emailId: "me@example.test", password: PALETTE_PASSWORD } }),
    loginPath: "/v1/auth/authenticate",
    answerLogin: (token, echo) => answerJson({ Authorization: token, isMfa: false, echo }),
  }),
  toSubject(EDGE_HOST, {
    credential: "token",
    given: ["Bw6yEdk2/honey+edge=fixed&%tail"],
    options: () => ({ token: "Bw6yEdk2/honey+edge=fixed&%tail" }),
  }),
  toSubject(EDGE_HOST, {
    credential: "login",
    given: [EDGE_PASSWORD],
    issued: EDGE_TOKEN,
    options: () => ({ login: { username: "me", password: EDGE_PASSWORD } }),
    loginPath: "/v1/users/default/login",
    answerLogin: (token, echo) => answerJson({ Token: { Authorization: token }, echo }),
  }),
  toSubject(ACM, {
    credential: "apiKey",
    given: ['Dk9zAck4/h+o n"e\\y=&a<5>-tail'],
    options: () => ({ apiKey: 'Dk9zAck4/h+o n"e\\y=&a<5>-tail' }),
  }),
  toSubject(ACM, {
    credential: "login",
    given: [ACM_PASSWORD],
    issued: ACM_TOKEN,
    options: () => ({ login: { email: "me@example.test", password: ACM_PASSWORD } }),
    loginPath: "/login",
    answerLogin: (token, echo) => answerJson({ data: { token, echo } }),
  }),
];
