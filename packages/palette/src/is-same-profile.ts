import { isSameContent } from "@vendor-clients/runtime/kit";

/**
 * Whether a cluster profile that Palette shows is the one that was sent: name, version, cloud, type, labels, and each of its packs, as far as
 * both say it. Packs that were sent have to be shown; a draft beside another published state is one that somebody has changed.
 *
 * @see https://github.com/spectrocloud/terraform-provider-spectrocloud/blob/main/spectrocloud/resource_cluster_profile.go
 */
export function isSameProfile(sent: unknown, found: unknown): boolean {
  const [wanted, seen] = [toRecord(sent), toRecord(found)];
  const [spec, seenSpec] = [toRecord(wanted["spec"]), toRecord(seen["spec"])];
  const { name, labels, annotations } = toRecord(wanted["metadata"]);
  if (!isSameContent({ name, labels, annotations }, seen["metadata"])) return false;
  if (!isSameContent(spec["version"], seenSpec["version"])) return false;
  const template = toRecord(spec["template"]);
  const shown = [seenSpec["draft"], seenSpec["published"]].filter((one) => typeof one === "object" && one !== null);
  if (shown.length === 0) return toList(template["packs"]).length === 0;
  return shown.every((one) => isSameTemplate(template, toRecord(one)));
}

function isSameTemplate(sent: Fields, found: Fields): boolean {
  const { cloudType, type } = sent;
  if (!isSameContent({ cloudType, type }, found)) return false;
  const [packs, shown] = [toList(sent["packs"]).map(toRecord), toList(found["packs"]).map(toRecord)];
  return packs.length === shown.length && packs.every((pack) => shown.some((one) => isSamePack(pack, one)));
}

/** The uid of a pack that is sent is shown as `packUid`; values may come back with other blanks at their ends. */
function isSamePack(sent: Fields, found: Fields): boolean {
  const { name, layer, tag, type, registryUid, uid: packUid, values } = sent;
  if (name !== found["name"]) return false;
  if (!isSameContent({ layer, tag, type, registryUid, packUid }, found)) return false;
  return typeof values !== "string" || isSameContent(values.trim(), trim(found["values"]));
}

type Fields = Readonly<Record<string, unknown>>;

function trim(value: unknown): unknown {
  return typeof value === "string" ? value.trim() : value;
}

function toRecord(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
