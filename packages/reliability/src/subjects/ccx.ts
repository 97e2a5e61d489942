import { type CcxClient, createCcxClient, waitForDatastore } from "@vendor-clients/ccx";
import { answerJson } from "@vendor-clients/testing/faults";
import type { AnyClient, Subject } from "../subject.ts";
import { createVendorWorld, find, keep, list, type Route, remove, toId } from "../world/vendor-world.ts";
import { READY_MS, toCall, WAIT_TIMEOUT_MS, withId } from "./calls.ts";
import { HONEY } from "./honey.ts";

const { clientSecret, token } = HONEY.ccx;
const TOKEN = "/api/auth/oauth2/token";
const STORE = "/api/deployment/v3/data-stores";
const NOT_FOUND = answerJson({ code: 404, err: "not found" }, 404);

const ROUTES: readonly Route[] = [
  [
    "GET",
    `${STORE}/*`,
    (call) => {
      const found = find(call, call.places[0]);
      const status = call.request.atMs < READY_MS ? "DEPLOYING" : "STARTED";
      return found ? answerJson({ uuid: found.id, cluster_name: found.name, cluster_status: status }) : NOT_FOUND;
    },
  ],
  ["DELETE", "/api/prov/api/v2/cluster/*", (call) => remove(call, call.places[0] ?? "", { status: 204 }, NOT_FOUND)],
  [
    "POST",
    "/api/prov/api/v2/cluster",
    (call) => {
      const content = JSON.parse(call.request.body) as { general: { cluster_name: string } };
      return answerJson({ uuid: keep(call, content.general.cluster_name, content).id }, 201);
    },
  ],
  [
    "GET",
    "/api/userdb/api/v1/databases/*",
    (call) => answerJson(list(call).map(({ name }) => ({ database_name: name, database_owner: "" }))),
  ],
  [
    "POST",
    "/api/userdb/api/v1/database/*",
    (call) => {
      const content = JSON.parse(call.request.body) as { database_name: string };
      return answerJson({ database_name: keep(call, content.database_name, content).name });
    },
  ],
];

/** CCX with an OAuth2 client. */
export const ccx: Subject = {
  vendor: "ccx",
  isRenewable: true,
  secrets: [clientSecret, token],
  createClient: ({ origin, ...options }) =>
    createCcxClient({ ...options, baseUrl: origin, clientId: "me", clientSecret }) as unknown as AnyClient,
  createWorld: (existing) =>
    createVendorWorld({
      existing,
      routes: ROUTES,
      tokenPrefix: token,
      login: {
        path: TOKEN,
        lifetimeMs: 3_600_000,
        answer: (value) => answerJson({ access_token: value, token_type: "bearer", expires_in: 3600 }),
      },
      credential: (value) => ["authorization", `Bearer ${value}`],
    }),
  isTokenRequest: ({ path }) => path === TOKEN,
  calls: {
    safe: [toCall({ method: "GET", path: `${STORE}/{store_uuid}`, places: withId("store_uuid"), needsExisting: true })],
    idempotent: [
      toCall({
        ...{ method: "DELETE", path: "/api/prov/api/v2/cluster/{store_uuid}", places: withId("store_uuid") },
        ...{ mayBeEmpty: true, needsExisting: true, isDeletion: true },
      }),
    ],
    "write-with-lookup": [
      toCall({
        ...{ method: "POST", path: "/api/userdb/api/v1/database/{store_uuid}", mayBeEmpty: true },
        places: () => ({ store_uuid: "store" }),
        body: (name) => ({ database_name: name }),
        readName: (data) => (data as { database_name?: string } | undefined)?.database_name,
      }),
    ],
    write: [
      toCall({
        ...{ method: "POST", path: "/api/prov/api/v2/cluster", mayBeEmpty: true },
        body: (name) => ({ general: { cluster_name: name } }),
      }),
    ],
    poller: [
      {
        needsExisting: true,
        send: (client, name, options) =>
          waitForDatastore(client as unknown as CcxClient, toId(name), { ...options, timeoutMs: WAIT_TIMEOUT_MS }),
      },
    ],
  },
};
