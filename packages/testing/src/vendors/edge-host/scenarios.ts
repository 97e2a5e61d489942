import { jsonAnswer, type MockAnswer } from "../../behaviour/exchange.ts";
import { readAt, withAt } from "../../behaviour/members.ts";
import type { Scenario } from "../../behaviour/scenario.ts";
import { isObject, type JsonObject, toArray } from "../../internal/json.ts";
import { loginLockOut, loginUnavailable, sessionEnd } from "./login.ts";

const HOST = "/v1/edge-mgmt/edgehosts/current";
const CLUSTER = "/v1/edge-mgmt/cluster";
const DETAILS = `GET ${CLUSTER}/details`;
const STATE = ["status", "clusterState"];

const plainStringError: Scenario = {
  name: "plain-string-error",
  summary: "The body of every failure is a JSON text instead of an object.",
  quirk: "three-error-forms",
  start: () => ({
    after: (_, answer) => (answer.status < 400 ? answer : jsonAnswer(answer.status, "It did not work")),
  }),
};

const bareError: Scenario = {
  name: "bare-error",
  summary: "The body of every failure is an object without any field.",
  quirk: "three-error-forms",
  start: () => ({ after: (_, answer) => (answer.status < 400 ? answer : jsonAnswer(answer.status, {})) }),
};

const BUNDLE_MS = 60_000;
const TAR = "ustar: what stands for a log bundle";

/** @see https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json (v1EdgeHostGenerateLogsStatus) */
const logBundle: Scenario = {
  name: "log-bundle",
  summary: "A log bundle has to be asked for, takes a minute, and can be downloaded only then.",
  quirk: "log-bundle",
  start: ({ clock }) => {
    let readyAtMs: number | undefined;
    const readStatus = (): string => {
      if (readyAtMs === undefined) return "Unknown";
      return clock.now() < readyAtMs ? "InProgress" : "Completed";
    };
    const download = (): MockAnswer => {
      if (readStatus() !== "Completed") return jsonAnswer(404, "There is no log bundle");
      const headers = { "content-type": "application/x-tar", "content-disposition": 'attachment; filename="logs.tar"' };
      return { status: 200, headers, body: TAR };
    };
    return {
      after({ name }, answer) {
        if (answer.status >= 300) return answer;
        if (name === `POST ${HOST}/generate-logs`) readyAtMs = clock.now() + BUNDLE_MS;
        if (name === `GET ${HOST}/generate-logs-status`) return jsonAnswer(200, { msg: "", status: readStatus() });
        return name === `GET ${HOST}/download-logs` ? download() : answer;
      },
    };
  },
};

const logBundleFails: Scenario = {
  name: "log-bundle-fails",
  summary: "The host cannot make the log bundle that it was asked for.",
  quirk: "log-bundle",
  start: () => ({
    after: ({ name }, answer) =>
      name === `GET ${HOST}/generate-logs-status` && answer.status === 200
        ? jsonAnswer(200, { msg: "", status: "Failed" })
        : answer,
  }),
};

const RESTART_MS = 60_000;

const hostRestart: Scenario = {
  name: "host-restart",
  summary: "After it has accepted a cluster, the host knows of none for a minute.",
  quirk: "accepted-only",
  start: ({ clock }) => {
    let backAtMs = Number.NEGATIVE_INFINITY;
    return {
      after({ name }, answer) {
        if (name === `POST ${CLUSTER}` && answer.status < 300) backAtMs = clock.now() + RESTART_MS;
        return name === DETAILS && answer.status === 200 && clock.now() < backAtMs ? jsonAnswer(404, {}) : answer;
      },
    };
  },
};

const clusterError: Scenario = {
  name: "cluster-error",
  summary: "A cluster ends in Error, with a reason, where it would run.",
  quirk: "accepted-only",
  start: () => ({
    after({ name }, answer) {
      if (name !== DETAILS || readAt(answer.body, STATE) !== "Running") return answer;
      const failed = withAt(answer.body, STATE, "Error");
      return { ...answer, body: withAt(failed, ["status", "clusterStateReason"], "no disk") };
    },
  }),
};

const AUDIT_COUNT = 5;
const PAGE = 2;

const auditPages: Scenario = {
  name: "audit-pages",
  summary: "There are five audits, on pages of two that go on by a token.",
  quirk: "audit-pages",
  start: () => ({
    after({ name, request }, answer) {
      const [like] = toArray(readAt(answer.body, ["items"]));
      if (name !== `GET ${HOST}/audits` || answer.status !== 200 || !isObject(like)) return answer;
      const token = /^page\.(\d{1,6})$/.exec(String(request.query["continue"] ?? ""))?.[1];
      const offset = Number(token ?? request.query["offset"] ?? 0);
      const audits = Array.from({ length: AUDIT_COUNT }, (_, index) =>
        withAt(like, ["spec", "resource", "uid"], `audit-${index + 1}`),
      );
      const limit = Math.min(Number(request.query["limit"] ?? PAGE) || PAGE, PAGE);
      const end = offset + limit;
      const listmeta: JsonObject = { continue: end < AUDIT_COUNT ? `page.${end}` : "", limit, offset };
      return { ...answer, body: { items: audits.slice(offset, end), listmeta } };
    },
  }),
};

/** How an edge host differs from its document; a certificate that it signed itself is the mock's option `tls`. */
export const scenarios: readonly Scenario[] = [
  loginLockOut,
  loginUnavailable,
  sessionEnd,
  plainStringError,
  bareError,
  logBundle,
  logBundleFails,
  hostRestart,
  clusterError,
  auditPages,
];
