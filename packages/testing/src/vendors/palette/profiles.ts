import { readAt, withAt } from "../../behaviour/members.ts";
import type { ItemRule, Phase } from "../../behaviour/resource.ts";
import { isObject, type JsonObject, toArray, toObject } from "../../internal/json.ts";
import { create, createThing, inProject, inProjectOrTenant, item, list, pages } from "./thing.ts";

/** The template of a profile's body, which shows as its draft and as what is published; a pack's uid shows as `packUid`. */
const fromProfile: NonNullable<ItemRule["fromBody"]> = (body) => {
  const spec = toObject(body["spec"]);
  if (!isObject(spec["template"])) return body;
  const packs = toArray(spec["template"]["packs"])
    .filter(isObject)
    .map((pack) => ({ ...pack, packUid: pack["uid"] }));
  const template = { ...spec["template"], packs };
  return { ...body, spec: { ...spec, draft: template, published: template } };
};

const nameAndVersion = (profile: JsonObject): string =>
  JSON.stringify([readAt(profile, ["metadata", "name"]), readAt(profile, ["spec", "version"])]).toLowerCase();

const PROFILES = "/v1/clusterprofiles";

/**
 * Cluster profiles: no two in reach have the same name and version.
 *
 * @see https://github.com/spectrocloud/terraform-provider-spectrocloud/pull/856
 */
export const clusterProfile = createThing({
  name: "clusterProfile",
  code: "f1",
  path: PROFILES,
  scopesOf: inProjectOrTenant,
  uniqueBy: nameAndVersion,
  create: [
    create(`POST ${PROFILES}`, { fromBody: fromProfile }),
    create(`POST ${PROFILES}/import`, { fromBody: fromProfile }),
    create(`POST ${PROFILES}/{uid}/clone`, {
      fromBody: (body) => withAt(body, ["spec", "version"], readAt(body, ["metadata", "version"])) as JsonObject,
    }),
  ],
  read: [item(`GET ${PROFILES}/{uid}`), item("GET /v1/dashboard/clusterprofiles/{uid}")],
  list: [pages("POST /v1/dashboard/clusterprofiles"), list("GET /v1/dashboard/clusterprofiles/metadata")],
  update: [item(`PUT ${PROFILES}/{uid}`, { fromBody: fromProfile }), item(`PATCH ${PROFILES}/{uid}/metadata`)],
});

/** Application profiles of a project. */
export const appProfile = createThing({
  name: "appProfile",
  code: "f2",
  path: "/v1/appProfiles",
  scopesOf: inProject,
  create: [create("POST /v1/appProfiles"), create("POST /v1/appProfiles/{uid}/clone")],
  list: [
    pages("POST /v1/dashboard/appProfiles", "appProfiles"),
    list("GET /v1/dashboard/appProfiles/metadata", "appProfiles"),
  ],
  update: [item("PUT /v1/appProfiles/{uid}"), item("PATCH /v1/appProfiles/{uid}/metadata")],
});

const withTier = (type: string, status: string): JsonObject => ({
  status: { appTiers: [{ condition: { type, status } }] },
});
const DEPLOYED: Phase = { state: "Deployed", with: withTier("Ready", "True") };

/** Applications of a project: deployed when each of their tiers is ready. */
export const appDeployment = createThing({
  name: "appDeployment",
  code: "d1",
  path: "/v1/appDeployments",
  scopesOf: inProject,
  create: [create("POST /v1/appDeployments"), create("POST /v1/appDeployments/clusterGroup")],
  list: [pages("POST /v1/dashboard/appDeployments", "appDeployments")],
  update: [],
  lifecycle: {
    at: ["status", "state"],
    created: [
      { state: "Pending", forMs: 20_000, with: withTier("Ready", "False") },
      { state: "Deploying", forMs: 40_000, with: withTier("Ready", "False") },
      DEPLOYED,
    ],
    assumed: DEPLOYED,
  },
});
