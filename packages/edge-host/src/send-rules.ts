import type { OperationClass, SendRules } from "@vendor-clients/runtime";
import { LOGIN_OPERATION } from "./quirks.ts";

const ACTIONS = "/v1/edge-mgmt/edgehosts/current";

/** Actions that the host carries out at once and asks nobody about. A second one might come when the first is done. */
const ACTS_AT_ONCE: ReadonlySet<string> = new Set(
  ["reboot", "reset", "shutdown"].map((action) => `POST ${ACTIONS}/actions/${action}`),
);

/** The one POST operation that tries something out and changes nothing. */
const VALIDATE = "POST /v1/edge-mgmt/cluster/profiles/variables/validate";

/**
 * A login is sent once: three that fail start a delay, five a block of 15 minutes.
 *
 * @see https://docs.spectrocloud.com/clusters/edge/local-ui/host-management/access-console/
 */
function classOf(operation: string): OperationClass | undefined {
  if (operation === LOGIN_OPERATION || ACTS_AT_ONCE.has(operation)) return "never-repeat";
  return operation === VALIDATE ? "safe" : undefined;
}

const CHECKS: Readonly<Record<string, string>> = {
  [LOGIN_OPERATION]: "wait a minute and log in again; each login that fails brings the host closer to blocking you",
  [`POST ${ACTIONS}/actions/reboot`]: "see whether the host stops answering, and for how long it runs",
  [`POST ${ACTIONS}/actions/reset`]: "see whether the host stops answering and has a cluster afterwards",
  [`POST ${ACTIONS}/actions/shutdown`]: "see whether the host stops answering",
  [`POST ${ACTIONS}/generate-logs`]: `read GET ${ACTIONS}/generate-logs-status`,
  "POST /v1/edge-mgmt/cluster": "read GET /v1/edge-mgmt/cluster/details; a host has one cluster",
};

/** What sending an operation of an edge host again may do. */
export const sendRules: SendRules = {
  classOf,
  reconcile: (operation) => (Object.hasOwn(CHECKS, operation) ? CHECKS[operation] : undefined),
};
