import { isObject, type JsonObject } from "../internal/json.ts";

/** Values that earlier answers listed. */
export interface Harvest {
  /** Takes what the answer of a GET on a template listed. */
  take(template: string, value: unknown): void;
  /** The value of a parameter that stands behind a template's beginning: `/v1/projects` and `uid`. */
  find(prefix: string, name: string): string | undefined;
}

type List = readonly JsonObject[];

/** Templates of one path may name its parameters differently. */
function toKey(template: string): string {
  return template.replaceAll(/\{[^{}]*\}/g, "{}").replace(/\/+$/, "");
}

/** What a path is about, in the singular: `cluster` of `/v2/clusters/v2`; `""` when it ends with a parameter. */
function toNoun(path: string): string {
  const last = path.split("/").findLast((segment) => segment !== "" && !/^v\d+$/.test(segment)) ?? "";
  return last.includes("{") ? "" : toSingular(last);
}

function toSingular(word: string): string {
  const plain = word.toLowerCase().replaceAll(/[-_]/g, "");
  return plain.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
}

/** `cluster` of `clusterId`; `""` of a plain `id`. */
function toOwner(name: string): string {
  return toSingular(name.replace(/_?(?:uid|uuid|id|name)$/i, ""));
}

/** Creates an empty harvest; it is kept in memory only, and nothing of it is reported. */
export function createHarvest(): Harvest {
  const byPath = new Map<string, List>();
  const byNoun = new Map<string, List>();
  const findByOwner = (owner: string): List | undefined => {
    if (owner === "") return undefined;
    return byNoun.get(owner) ?? [...byNoun].find(([noun]) => noun.endsWith(owner))?.[1];
  };
  return {
    take(template, value) {
      const noun = toNoun(template);
      const list = findNamedList(value, noun, 0) ?? findList(value, 0);
      if (list === undefined) return;
      byPath.set(toKey(template), list);
      if (noun !== "" && !byNoun.has(noun)) byNoun.set(noun, list);
    },
    find(prefix, name) {
      // The list at the very path knows best, then one that is about the same things, wherever it is.
      const own = byPath.get(toKey(prefix)) ?? byNoun.get(toNoun(prefix));
      for (const list of [own, findByOwner(toOwner(name))]) {
        for (const item of list ?? []) {
          const found = findId(item, name);
          if (found !== undefined) return found;
        }
      }
      return undefined;
    },
  };
}

const MAX_DEPTH = 4;

/** The list that has the name of what the path is about, wherever it is; it may stand below each of some accounts. */
function findNamedList(value: unknown, noun: string, depth: number): List | undefined {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const isNamed = noun !== "" && toSingular(name) === noun && Array.isArray(member);
    const found = isNamed ? findList(member, depth) : findNamedList(member, noun, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first list of objects, the nearest to the top. */
function findList(value: unknown, depth: number): List | undefined {
  if (Array.isArray(value)) {
    const objects = value.filter(isObject);
    return objects.length > 0 ? objects : undefined;
  }
  if (!isObject(value) || depth > MAX_DEPTH) return undefined;
  const members = Object.values(value);
  for (const member of members) if (Array.isArray(member) && member.some(isObject)) return member.filter(isObject);
  for (const member of members) {
    const found = isObject(member) ? findList(member, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function findId(item: JsonObject, name: string): string | undefined {
  const short = /(uid|uuid|id|name)$/i.exec(name)?.[1]?.toLowerCase();
  const names = [name, ...(short === undefined ? [] : [short]), "uid", "uuid", "id"];
  const holders = [item, item["metadata"]].filter(isObject);
  for (const candidate of names) {
    for (const holder of holders) {
      const text = Object.hasOwn(holder, candidate) ? toText(holder[candidate]) : undefined;
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

function toText(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value !== "" && value.length <= 512 ? value : undefined;
}
