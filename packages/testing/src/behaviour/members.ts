import { isObject, type JsonObject } from "../internal/json.ts";
import type { Way } from "./resource.ts";

/** The member at the end of a way, `undefined` when there is none. */
export function readAt(value: unknown, way: Way): unknown {
  let found = value;
  for (const key of way) found = readMember(found, key);
  return found;
}

function readMember(holder: unknown, key: string): unknown {
  if (Array.isArray(holder)) return PLACE.test(key) ? holder[Number(key)] : undefined;
  return isObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
}

/** A place in a list, from 0. */
const PLACE = /^\d{1,6}$/;

/** A copy with one member set; objects on the way to it are made where they are missing. */
export function withAt(value: unknown, way: Way, member: unknown): unknown {
  const [key, ...rest] = way;
  if (key === undefined) return member;
  if (Array.isArray(value) && PLACE.test(key) && Number(key) < value.length) {
    return value.with(Number(key), withAt(value[Number(key)], rest, member));
  }
  const holder = isObject(value) ? value : {};
  return { ...holder, [key]: withAt(Object.hasOwn(holder, key) ? holder[key] : undefined, rest, member) };
}

/**
 * A copy of a sample with the members of another value that the sample has, too, at the same place and of the same type.
 *
 * So what a caller sent shows in an answer, and the answer stays what the document says. Of a list, the sample's first element tells what each
 * may have; a map, which a sample shows by the name `key` alone, takes every name.
 */
export function overlay(sample: unknown, known: unknown): unknown {
  if (Array.isArray(sample) && Array.isArray(known)) return overlayList(sample, known);
  if (!isObject(sample) || !isObject(known)) return isSameType(sample, known) ? known : sample;
  if (isMap(sample, known)) return overlayMap(sample["key"], known);
  const copy: JsonObject = { ...sample };
  for (const key of Object.keys(sample)) {
    if (Object.hasOwn(known, key)) copy[key] = overlay(sample[key], known[key]);
  }
  return copy;
}

function overlayList([like]: readonly unknown[], known: readonly unknown[]): unknown {
  return isObject(like) ? known.filter(isObject).map((element) => overlay(like, element)) : known;
}

function isMap(sample: JsonObject, known: JsonObject): boolean {
  const names = Object.keys(known);
  return names.length > 0 && Object.keys(sample).join() === "key" && !Object.hasOwn(known, "key");
}

function overlayMap(like: unknown, known: JsonObject): JsonObject {
  const entries = Object.entries(known).filter(([name]) => name !== "__proto__");
  return Object.fromEntries(entries.map(([name, value]) => [name, overlay(like, value)]));
}

/** A copy of an object with everything of another one, member by member. */
export function merge(target: JsonObject, source: JsonObject): JsonObject {
  const copy: JsonObject = { ...target };
  for (const [key, value] of Object.entries(source)) {
    if (key === "__proto__") continue;
    const old = Object.hasOwn(copy, key) ? copy[key] : undefined;
    copy[key] = isObject(old) && isObject(value) ? merge(old, value) : value;
  }
  return copy;
}

function isSameType(sample: unknown, known: unknown): boolean {
  if (known === undefined || known === null || sample === null) return false;
  return typeof sample === typeof known && Array.isArray(sample) === Array.isArray(known);
}
