import { createPaletteClient, type PaletteClient, waitForCluster } from "@vendor-clients/palette";
import { answerJson } from "@vendor-clients/testing/faults";
import type { AnyClient, Subject } from "../subject.ts";
import { createVendorWorld, find, keep, list, type Route, remove, toId } from "../world/vendor-world.ts";
import { READY_MS, toCall, WAIT_TIMEOUT_MS, withId } from "./calls.ts";
import { HONEY } from "./honey.ts";

const { password, token } = HONEY.palette;
const LOGIN = "/v1/auth/authenticate";
const NOT_FOUND = answerJson({ code: "ResourceNotFound", message: "not found" }, 404);
const DONE = { status: 204 };

const ROUTES: readonly Route[] = [
  [
    "GET",
    "/v1/projects/*",
    (call) => {
      const found = find(call, call.places[0]);
      return found ? answerJson({ metadata: { name: found.name, uid: found.id }, spec: {}, status: {} }) : NOT_FOUND;
    },
  ],
  [
    "PUT",
    "/v1/projects/*",
    ({ places: [uid = ""], takeEffect }) => {
      takeEffect("change", uid);
      return DONE;
    },
  ],
  ["DELETE", "/v1/projects/*", (call) => remove(call, call.places[0] ?? "", DONE, NOT_FOUND)],
  [
    "POST",
    "/v1/apiKeys",
    (call) => {
      const { metadata } = JSON.parse(call.request.body) as { metadata: { name: string } };
      return answerJson({ uid: keep(call, metadata.name, {}).id, apiKey: "made" }, 201);
    },
  ],
  [
    "GET",
    "/v1/spectroclusters/*",
    ({ request: { atMs }, places: [uid] }) =>
      answerJson({ metadata: { uid }, status: { state: atMs < READY_MS ? "Provisioning" : "Running" } }),
  ],
  ["GET", "/v1/dashboard/spectroclusters/*/overview", () => answerJson({ status: { health: { state: "Healthy" } } })],
  [
    "GET",
    "/v1/dashboard/clusterprofiles/metadata",
    (call) =>
      answerJson({ items: list(call).map(({ content, id, name }) => ({ ...content, metadata: { name, uid: id } })) }),
  ],
  [
    "GET",
    "/v1/clusterprofiles/*",
    ({ places: [uid] }) => answerJson({ metadata: { uid, creationTimestamp: new Date().toISOString() } }),
  ],
  [
    "POST",
    "/v1/clusterprofiles",
    (call) => {
      const content = JSON.parse(call.request.body) as { metadata: { name: string } };
      return answerJson({ uid: keep(call, content.metadata.name, content).id }, 201);
    },
  ],
];

/** Palette with the login of a user. */
export const palette: Subject = {
  vendor: "palette",
  isRenewable: true,
  secrets: [password, token],
  createClient: ({ origin, ...options }) => {
    const login = { emailId: "me@example.test", password };
    return createPaletteClient({ ...options, baseUrl: origin, login }) as unknown as AnyClient;
  },
  createWorld: (existing) =>
    createVendorWorld({
      existing,
      routes: ROUTES,
      tokenPrefix: token,
      login: {
        path: LOGIN,
        lifetimeMs: 15 * 60_000,
        answer: (value) => answerJson({ Authorization: value, isMfa: false }),
      },
      credential: (value) => ["authorization", value],
    }),
  isTokenRequest: ({ path }) => path === LOGIN,
  calls: {
    safe: [toCall({ method: "GET", path: "/v1/projects/{uid}", places: withId("uid"), needsExisting: true })],
    idempotent: [
      toCall({
        ...{ method: "PUT", path: "/v1/projects/{uid}", mayBeEmpty: true },
        places: (name) => ({ uid: name }),
        body: (name) => ({ metadata: { name } }),
      }),
      toCall({
        ...{ method: "DELETE", path: "/v1/projects/{uid}", places: withId("uid") },
        ...{ mayBeEmpty: true, needsExisting: true, isDeletion: true },
      }),
    ],
    "write-with-lookup": [
      toCall({
        ...{ method: "POST", path: "/v1/clusterprofiles" },
        body: (name) => ({ metadata: { name }, spec: { version: "1.0.0" } }),
        readName: (data) => (data as { uid?: string } | undefined)?.uid?.replace(/^id-/, ""),
      }),
    ],
    write: [toCall({ method: "POST", path: "/v1/apiKeys", body: (name) => ({ metadata: { name }, spec: {} }) })],
    poller: [
      {
        needsExisting: true,
        send: (client, name, options) =>
          waitForCluster(client as unknown as PaletteClient, toId(name), { ...options, timeoutMs: WAIT_TIMEOUT_MS }),
      },
    ],
  },
};
