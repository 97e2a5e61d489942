import type { LookUp, OperationClass, SendRules } from "@vendor-clients/runtime";
import { readNamedList } from "@vendor-clients/runtime/kit";
import type { V1ClusterProfileMetadata } from "./generated/types.ts";
import { isSameProfile } from "./is-same-profile.ts";

/**
 * POST operations that read or try something out and change nothing, by what their paths say: dashboards, searches, summaries, the cost of
 * a cluster before it exists, validations, and what the vendor's document calls retrieving from AWS. A test holds them to the document.
 */
const READS = [
  /^POST \/v1\/dashboard\//,
  /^POST \/v1\/packs\/search$/,
  /^POST \/v1\/(teams|users)\/summary$/,
  /^POST \/v1\/spectroclusters\/[\w-]+\/rate$/,
  /^POST \/v1\/spectroclusters\/spc\/download$/,
  /^POST \/v1\/.*\/validate(Capacity|\/packs|\/repave)?$/,
  /^POST \/v1\/clouds\/aws\/(cost|policies|account\/secret\/credentials|regions\/{region}\/images)$/,
];

/** PUT and GET operations that do something each time they are sent: resets, changes of volumes, restarts, and mails. */
const STARTS_WORK = [
  /^PUT \/v1\/(edgehosts|overlords|spectroclusters)\/{uid}\/reset$/,
  /^PUT \/v1\/spectroclusters\/{uid}\/vms\/{vmName}\/(addVolume|removeVolume|migrate|restart)$/,
  /^PUT \/v1\/system\/admins\/{uid}\/passwordResetLink$/,
  /^GET \/v1\/auth\/user\/org\/forgot$/,
];

const CREATE_PROFILE = "POST /v1/clusterprofiles";
const PROFILE_NAMES = "/v1/dashboard/clusterprofiles/metadata";

/** How much earlier than this machine's clock says the vendor may say that something was created. */
const CLOCK_TOLERANCE_MS = 120_000;

/**
 * The cluster profile of a creation: no two have the same name and version, the vendor refuses the second.
 *
 * Only one that was created since and holds what was sent is taken for it; any other leaves the creation in doubt, and so does one sent
 * without a version. After a 409 the name is somebody else's then.
 *
 * @see https://github.com/spectrocloud/terraform-provider-spectrocloud/pull/856 (a profile that exists already)
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/cluster_profile.go (GetClusterProfileUID)
 */
const findProfile: LookUp = async ({ init, sentAtEpochMs, send }) => {
  const wanted = readProfile(init.body);
  const { data } = await send("GET", PROFILE_NAMES);
  const items = readNamedList((data as { items?: unknown } | undefined)?.items, "metadata.name");
  if (wanted === undefined || items === undefined) return "unclear";
  const matches = items.filter((item) => readProfile(item) === wanted) as Partial<V1ClusterProfileMetadata>[];
  if (matches.length === 0) return "absent";
  const uid: unknown = matches[0]?.metadata?.uid;
  if (matches.length > 1 || typeof uid !== "string") return "unclear";
  const profile = await send("GET", "/v1/clusterprofiles/{uid}", { params: { path: { uid } } });
  const { metadata } = (profile.data ?? {}) as { metadata?: { creationTimestamp?: string } };
  const createdAtEpochMs = Date.parse(metadata?.creationTimestamp ?? "");
  const isNew = createdAtEpochMs >= sentAtEpochMs - CLOCK_TOLERANCE_MS;
  return isNew && isSameProfile(init.body, profile.data) ? { data: { uid } } : "unclear";
};

/** Name and version, without case, so that a vendor which changes it does not seem to have nothing; `undefined` when one is missing. */
function readProfile(profile: unknown): string | undefined {
  const { metadata, spec } = (profile ?? {}) as { metadata?: { name?: unknown }; spec?: { version?: unknown } };
  const parts = [metadata?.name, spec?.version];
  return parts.every((part) => typeof part === "string" && part !== "")
    ? JSON.stringify(parts).toLowerCase()
    : undefined;
}

function classOf(operation: string): OperationClass | undefined {
  if (operation === CREATE_PROFILE) return "write-with-lookup";
  if (READS.some((pattern) => pattern.test(operation))) return "safe";
  return STARTS_WORK.some((pattern) => pattern.test(operation)) ? "write" : undefined;
}

/** Where what a lost creation may have made is listed by its name. */
const LISTINGS: readonly (readonly [pattern: RegExp, listing: string])[] = [
  [/^POST \/v1\/clusterprofiles(\/import(\/file)?|\/{uid}\/clone)?$/, `GET ${PROFILE_NAMES}`],
  [
    /^POST \/v1\/spectroclusters\/(cloudTypes\/{cloudType}|[a-z-]+)(\/import)?$/,
    "GET /v1/dashboard/spectroclusters/meta",
  ],
  [/^POST \/v1\/projects$/, "GET /v1/dashboard/projects/metadata"],
];

function reconcile(operation: string): string | undefined {
  const listing = LISTINGS.find(([pattern]) => pattern.test(operation))?.[1];
  return listing && `look for the name in ${listing}`;
}

/**
 * What sending an operation of Palette again may do. Names of clusters and projects may be unique, but no source says so: their creations are
 * plain writes.
 */
export const sendRules: SendRules = { classOf, lookUps: { [CREATE_PROFILE]: findProfile }, reconcile };
