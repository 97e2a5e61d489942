import { createInstaclustrClient, type InstaclustrClient, waitForCluster } from "@vendor-clients/instaclustr";
import { answerJson } from "@vendor-clients/testing/faults";
import type { AnyClient, Subject } from "../subject.ts";
import { createVendorWorld, find, keep, list, type Route, remove, toId } from "../world/vendor-world.ts";
import { READY_MS, toCall, WAIT_TIMEOUT_MS, withId } from "./calls.ts";
import { HONEY } from "./honey.ts";

const { apiKey } = HONEY.instaclustr;
const username = "me";
const CLUSTERS = "/cluster-management/v2/resources/applications/kafka/clusters/v2";
const CLUSTER = `${CLUSTERS}/{clusterId}`;
const RULES = "/cluster-management/v2/resources/network-firewall-rules/v2";
const NOT_FOUND = answerJson({ errors: [{ name: "NotFound", message: "not found" }] }, 404);

const ROUTES: readonly Route[] = [
  [
    "GET",
    `${CLUSTERS}/*`,
    (call) => {
      const found = find(call, call.places[0]);
      const status = call.request.atMs < READY_MS ? "PROVISIONING" : "RUNNING";
      return found ? answerJson({ name: found.name, id: found.id, status, ...found.content }) : NOT_FOUND;
    },
  ],
  [
    "PUT",
    `${CLUSTERS}/*`,
    ({ places: [id = ""], takeEffect }) => {
      takeEffect("change", id);
      return answerJson({ id }, 202);
    },
  ],
  ["DELETE", `${CLUSTERS}/*`, (call) => remove(call, call.places[0] ?? "", { status: 204 }, NOT_FOUND)],
  [
    "POST",
    CLUSTERS,
    (call) => {
      const content = JSON.parse(call.request.body) as { name: string };
      const { name, id } = keep(call, content.name, content);
      return answerJson({ ...content, name, id, status: "GENESIS" }, 202);
    },
  ],
  [
    "GET",
    "/cluster-management/v2/data-sources/cluster/*/network-firewall-rules/v2",
    (call) => answerJson([{ firewallRules: list(call).map(({ content, id }) => ({ ...content, id })) }]),
  ],
  [
    "POST",
    RULES,
    (call) => {
      const content = JSON.parse(call.request.body) as { network: string };
      return answerJson({ ...content, id: keep(call, content.network, content).id }, 202);
    },
  ],
];

/** Instaclustr with user and key. */
export const instaclustr: Subject = {
  vendor: "instaclustr",
  isRenewable: false,
  secrets: [apiKey, btoa(`${username}:${apiKey}`)],
  createClient: ({ origin, ...options }) =>
    createInstaclustrClient({ ...options, baseUrl: origin, username, apiKey }) as unknown as AnyClient,
  createWorld: (existing) =>
    createVendorWorld({
      existing,
      routes: ROUTES,
      tokenPrefix: "",
      fixedSecret: `Basic ${btoa(`${username}:${apiKey}`)}`,
      credential: (value) => ["authorization", value],
    }),
  isTokenRequest: () => false,
  calls: {
    safe: [toCall({ method: "GET", path: CLUSTER, places: withId("clusterId"), needsExisting: true })],
    idempotent: [
      toCall({
        method: "PUT",
        path: CLUSTER,
        places: (name) => ({ clusterId: name }),
        body: () => ({ dataCentres: [] }),
      }),
      toCall({
        ...{ method: "DELETE", path: CLUSTER, places: withId("clusterId") },
        ...{ mayBeEmpty: true, needsExisting: true, isDeletion: true },
      }),
    ],
    "write-with-lookup": [
      toCall({
        ...{ method: "POST", path: RULES },
        body: (name) => ({ clusterId: "7", network: name, type: "KAFKA" }),
        readName: (data) => (data as { network?: string } | undefined)?.network,
      }),
    ],
    write: [toCall({ method: "POST", path: CLUSTERS, operationClass: "write", body: (name) => ({ name }) })],
    poller: [
      {
        needsExisting: true,
        send: (client, name, options) =>
          waitForCluster(
            client as unknown as InstaclustrClient,
            { application: "kafka", clusterId: toId(name) },
            { ...options, timeoutMs: WAIT_TIMEOUT_MS },
          ),
      },
    ],
  },
};
