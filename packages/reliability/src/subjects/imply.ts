import { createImplyClient, type ImplyClient, waitForCluster } from "@vendor-clients/imply";
import { answerJson } from "@vendor-clients/testing/faults";
import type { AnyClient, Subject } from "../subject.ts";
import { createVendorWorld, find, type Kept, keep, list, type Route, remove, toId } from "../world/vendor-world.ts";
import { READY_MS, toCall, WAIT_TIMEOUT_MS, withId } from "./calls.ts";
import { HONEY } from "./honey.ts";

const { clientSecret, token } = HONEY.imply;
const TOKEN = "/auth/realms/acme/protocol/openid-connect/token";
const NOT_FOUND = answerJson({ error: { code: "NotFound", message: "not found" } }, 404);

const show = ({ name, id, content }: Kept, atMs: number) => ({
  ...content,
  metadata: { name, id },
  spec: { ...(content["spec"] as object), desiredState: "STARTED" },
  status: { resourceVersion: 1, state: atMs < READY_MS ? "STARTING" : "STARTED" },
});

const ROUTES: readonly Route[] = [
  ["GET", "/api/v1/clusters", (call) => answerJson({ values: list(call).map((one) => show(one, call.request.atMs)) })],
  [
    "GET",
    "/api/v1/clusters/*",
    (call) => {
      const found = find(call, call.places[0]);
      return found ? answerJson(show(found, call.request.atMs)) : NOT_FOUND;
    },
  ],
  [
    "PUT",
    "/api/v1/clusters/*",
    ({ places: [id = ""], takeEffect, request }) => {
      takeEffect("change", id);
      return answerJson(JSON.parse(request.body));
    },
  ],
  ["DELETE", "/api/v1/clusters/*", (call) => remove(call, call.places[0] ?? "", { status: 204 }, NOT_FOUND)],
  [
    "POST",
    "/api/v1/clusters",
    (call) => {
      const content = JSON.parse(call.request.body) as { metadata: { name: string } };
      return answerJson(show(keep(call, content.metadata.name, content), call.request.atMs), 201);
    },
  ],
];

const toBody = (name: string) => ({ metadata: { name }, spec: { version: "1", pivot: { accessMode: "PROXIED" } } });
const CREATE = { method: "POST", path: "/clusters", body: toBody, mayBeEmpty: true } as const;

/** The Imply Cloud Manager with an API client, whose tokens live five minutes. */
export const imply: Subject = {
  vendor: "imply",
  isRenewable: true,
  secrets: [clientSecret, token],
  createClient: ({ origin, ...options }) => {
    const credentials = { clientId: "me", clientSecret, tokenUrl: `${origin}${TOKEN}` };
    return createImplyClient({ ...options, ...credentials, baseUrl: `${origin}/api/v1` }) as unknown as AnyClient;
  },
  createWorld: (existing) =>
    createVendorWorld({
      existing,
      routes: ROUTES,
      tokenPrefix: token,
      login: {
        path: TOKEN,
        lifetimeMs: 300_000,
        answer: (value) => answerJson({ access_token: value, token_type: "Bearer", expires_in: 300 }),
      },
      credential: (value) => ["authorization", `Bearer ${value}`],
    }),
  isTokenRequest: ({ path }) => path === TOKEN,
  calls: {
    safe: [toCall({ method: "GET", path: "/clusters/{clusterId}", places: withId("clusterId"), needsExisting: true })],
    idempotent: [
      toCall({
        ...{ method: "PUT", path: "/clusters/{clusterId}", mayBeEmpty: true },
        places: (name) => ({ clusterId: name }),
        body: toBody,
      }),
      toCall({
        ...{ method: "DELETE", path: "/clusters/{clusterId}", places: withId("clusterId") },
        ...{ mayBeEmpty: true, needsExisting: true, isDeletion: true },
      }),
    ],
    "write-with-lookup": [
      toCall({ ...CREATE, readName: (data) => (data as { metadata?: { name?: string } } | undefined)?.metadata?.name }),
    ],
    write: [toCall({ ...CREATE, operationClass: "write" })],
    poller: [
      {
        needsExisting: true,
        send: (client, name, options) =>
          waitForCluster(client as unknown as ImplyClient, toId(name), "STARTED", {
            ...options,
            timeoutMs: WAIT_TIMEOUT_MS,
          }),
      },
    ],
  },
};
