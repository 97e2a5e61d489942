import { readAt, withAt } from "../../behaviour/members.ts";
import { asMetadata, create, createThing, inProject, inProjectOrTenant, item, list, pages } from "./thing.ts";

/** Projects of the tenant. */
export const project = createThing({
  name: "project",
  code: "b1",
  path: "/v1/projects",
  list: [pages("POST /v1/dashboard/projects"), list("GET /v1/dashboard/projects/metadata")],
  update: [item("PUT /v1/projects/{uid}"), item("PUT /v1/projects/{uid}/meta", { fromBody: asMetadata })],
});

/** API keys; the key itself is answered at its creation. */
const apiKey = createThing({
  name: "apiKey",
  code: "e1",
  path: "/v1/apiKeys",
  create: [
    create("POST /v1/apiKeys", {
      answer: (key, sample) => {
        const uid = readAt(key, ["metadata", "uid"]);
        return withAt(withAt(sample, ["uid"], uid), ["apiKey"], `key-of-${String(uid)}`);
      },
    }),
  ],
  list: [list("GET /v1/apiKeys")],
  update: [
    item("PUT /v1/apiKeys/{uid}"),
    item("PATCH /v1/apiKeys/{uid}", { fromBody: (status) => ({ status }) }),
    item("PUT /v1/apiKeys/{uid}/state", { fromBody: (status) => ({ status }) }),
  ],
});

const user = createThing({ name: "user", code: "e2", path: "/v1/users", list: [pages("GET /v1/users")] });
const team = createThing({ name: "team", code: "e3", path: "/v1/teams", list: [pages("GET /v1/teams")] });
const role = createThing({
  name: "role",
  code: "e4",
  path: "/v1/roles",
  create: [create("POST /v1/roles"), create("POST /v1/roles/{uid}/clone")],
  list: [pages("GET /v1/roles")],
});

const SSH_KEYS = "/v1/users/assets/sshkeys";
const sshKey = createThing({ name: "sshKey", code: "e5", path: SSH_KEYS, list: [list(`GET ${SSH_KEYS}`)] });

/** Filters by tag, which the tags of clusters are searched with. */
const tagFilter = createThing({
  name: "tagFilter",
  code: "e6",
  path: "/v1/filters/tag",
  scopesOf: inProjectOrTenant,
  list: [
    pages("GET /v1/filters"),
    list("GET /v1/filters/metadata", "items", { idAt: ["uid"], show: (filter) => filter["metadata"] }),
  ],
});

const workspace = createThing({
  name: "workspace",
  code: "e7",
  path: "/v1/workspaces",
  scopesOf: inProject,
  list: [list("GET /v1/dashboard/workspaces")],
  update: [item("PUT /v1/workspaces/{uid}/meta", { fromBody: asMetadata })],
});

const clusterGroup = createThing({
  name: "clusterGroup",
  code: "e8",
  path: "/v1/clustergroups",
  scopesOf: inProjectOrTenant,
  list: [list("GET /v1/clustergroups/hostCluster", "summaries")],
  update: [item("PUT /v1/clustergroups/{uid}/meta", { fromBody: asMetadata })],
});

const EDGE_TOKENS = "/v1/edgehosts/tokens";
const edgeToken = createThing({
  name: "edgeToken",
  code: "e9",
  path: EDGE_TOKENS,
  list: [list(`GET ${EDGE_TOKENS}`)],
  update: [
    item(`PUT ${EDGE_TOKENS}/{uid}`),
    item(`PUT ${EDGE_TOKENS}/{uid}/state`, { fromBody: (status) => ({ status }) }),
  ],
});

const registries = ["helm", "pack"].map((kind, index) =>
  createThing({
    name: `${kind}Registry`,
    code: `9${index + 1}`,
    path: `/v1/registries/${kind}`,
    list: [pages(`GET /v1/registries/${kind}`), pages(`GET /v1/registries/${kind}/summary`)],
  }),
);

/** Whoever and whatever a tenant has beside its clusters. */
export const people = [
  project,
  apiKey,
  user,
  team,
  role,
  sshKey,
  tagFilter,
  workspace,
  clusterGroup,
  edgeToken,
  ...registries,
];
