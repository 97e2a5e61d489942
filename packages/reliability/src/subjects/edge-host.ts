import { createEdgeHostClient } from "@vendor-clients/edge-host";
import { answerJson } from "@vendor-clients/testing/faults";
import type { AnyClient, Subject } from "../subject.ts";
import { createVendorWorld, type Route } from "../world/vendor-world.ts";
import { toCall } from "./calls.ts";
import { HONEY } from "./honey.ts";

const { password, token } = HONEY.edgeHost;
const LOGIN = "/v1/users/default/login";

const ROUTES: readonly Route[] = [["GET", "/v1/cluster", () => answerJson({ status: { state: "Running" } })]];

/** An edge host, for its login only: failures lock the account, so that it is sent once. */
export const edgeHost: Subject = {
  vendor: "edge-host",
  isRenewable: true,
  sendsLoginOnce: true,
  secrets: [password, token],
  createClient: ({ origin, ...options }) =>
    createEdgeHostClient({ ...options, baseUrl: origin, login: { username: "me", password } }) as unknown as AnyClient,
  createWorld: (existing) =>
    createVendorWorld({
      existing,
      routes: ROUTES,
      tokenPrefix: token,
      login: { path: LOGIN, lifetimeMs: 2 * 3_600_000, answer: (value) => answerJson({ Authorization: value }) },
      credential: (value) => ["cookie", `Authorization=${value}`],
    }),
  isTokenRequest: ({ path }) => path === LOGIN,
  calls: { token: [toCall({ method: "GET", path: "/v1/cluster" })] },
};
