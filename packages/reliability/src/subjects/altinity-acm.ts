import { type AcmClient, createAcmClient, waitForCluster } from "@vendor-clients/altinity-acm";
import { answerJson } from "@vendor-clients/testing/faults";
import type { AnyClient, Subject } from "../subject.ts";
import { createVendorWorld, find, keep, list, type Route, remove, toId } from "../world/vendor-world.ts";
import { READY_MS, toCall, WAIT_TIMEOUT_MS, withId } from "./calls.ts";
import { HONEY } from "./honey.ts";

const { password, token } = HONEY.acm;
const LOGIN = "/login";
const KEEPERS = "/environment/{environment}/keepers";
const NOT_FOUND = answerJson({ error: "not found", code: "404" }, 404);
const data = (value: unknown, status = 200) => answerJson({ data: value }, status);

const ROUTES: readonly Route[] = [
  [
    "GET",
    "/cluster/*/status",
    ({ request: { atMs } }) =>
      data({ action: atMs < READY_MS ? "Launching" : "Completed", health: { passed: 1, total: 1 } }),
  ],
  [
    "GET",
    "/cluster/*",
    (call) => {
      const found = find(call, call.places[0]);
      return found ? data({ id: found.id, name: found.name, status: "online" }) : NOT_FOUND;
    },
  ],
  ["GET", "/environment/*/keepers", (call) => data(list(call).map(({ content, name }) => ({ ...content, name })))],
  [
    "POST",
    "/environment/*/keepers",
    (call) => {
      const content = JSON.parse(call.request.body) as { name: string };
      return data({ ...content, name: keep(call, content.name, content).name });
    },
  ],
  [
    "POST",
    "/cluster/*/profiles",
    (call) => {
      const content = JSON.parse(call.request.body) as { name: string };
      return data({ ...content, id: keep(call, content.name, content).id });
    },
  ],
  ["DELETE", "/environment/*/keeper/*", (call) => remove(call, call.places[1] ?? "", data(true), NOT_FOUND)],
  [
    "POST",
    "/profile/*",
    ({ places: [id = ""], takeEffect }) => {
      takeEffect("change", id);
      return data(true);
    },
  ],
];

/** Altinity Cloud Manager with the login of a user. */
export const altinityAcm: Subject = {
  vendor: "altinity-acm",
  isRenewable: true,
  secrets: [password, token],
  createClient: ({ origin, ...options }) => {
    const login = { email: "me@example.test", password };
    return createAcmClient({ ...options, baseUrl: origin, login }) as unknown as AnyClient;
  },
  createWorld: (existing) =>
    createVendorWorld({
      existing,
      routes: ROUTES,
      tokenPrefix: token,
      login: { path: LOGIN, lifetimeMs: 24 * 3_600_000, answer: (value) => data({ token: value }) },
      credential: (value) => ["x-auth-token", value],
    }),
  isTokenRequest: ({ path }) => path === LOGIN,
  calls: {
    safe: [
      toCall({ method: "GET", path: "/cluster/{id}", places: withId("id"), needsExisting: true, mayBeEmpty: true }),
    ],
    idempotent: [
      toCall({
        ...{ method: "DELETE", path: "/environment/{environment}/keeper/{name}" },
        places: (name) => ({ environment: "1", name: `id-${name}` }),
        ...{ mayBeEmpty: true, needsExisting: true, isDeletion: true },
      }),
    ],
    "write-with-lookup": [
      toCall({
        ...{ method: "POST", path: KEEPERS, mayBeEmpty: true },
        places: () => ({ environment: "1" }),
        body: (name) => ({ name, replicas: 3 }),
        readName: (found) => (found as { name?: string } | undefined)?.name,
      }),
    ],
    write: [
      toCall({
        ...{ method: "POST", path: "/cluster/{cluster}/profiles", mayBeEmpty: true },
        places: () => ({ cluster: "7" }),
        body: (name) => ({ name }),
      }),
    ],
    poller: [
      {
        needsExisting: true,
        send: (client, name, options) =>
          waitForCluster(client as unknown as AcmClient, toId(name), { ...options, timeoutMs: WAIT_TIMEOUT_MS }),
      },
    ],
  },
};
