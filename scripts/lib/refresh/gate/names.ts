import { RESERVED_NAMES } from "../../import/refuse-unsafe.ts";
import { isObject, type Json, type JsonObject, toPointer } from "../../json.ts";
import { METHODS } from "../../override.ts";
import { RefreshError } from "../refusal.ts";
import { eachValue } from "./walk.ts";

// Rule: a name becomes an identifier, a key, a path or a line of a report, so each kind of name has a list of allowed
// characters. The lists are what real documents of our vendors use, not what the format would allow.

const COMPONENT = /^[A-Za-z0-9._-]{1,200}$/u;
const OPERATION = /^[A-Za-z_0-9][A-Za-z0-9_.-]{0,199}$/u;
const TAG = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9 _.,:()&+'-]{0,99}$/u;
const HEADER = /^[A-Za-z0-9!#$%&*+.^_|~-]{1,100}$/u;
const PARAMETER = /^[A-Za-z0-9_$.[\]@:~-]{1,100}$/u;
const PATH = /^\/(?!\/)[^\\?#\s]{0,500}$/u;
const STATUS = /^([1-5](\d\d|XX)|default)$/u;
const MEDIA_TYPE = /^[A-Za-z0-9*+.-]{1,60}\/[A-Za-z0-9*+._-]{1,80}( ?; ?[A-Za-z0-9-]{1,30}="?[A-Za-z0-9.-]{1,30}"?)*$/u;
/** Tools ask objects for their own members by this one; where it is a member, they end in the middle. */
const SHADOWED = "hasOwnProperty";
/** Controls, and what is not seen or turns the reading direction. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u;
const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

const SECTIONS = ["definitions", "parameters", "responses", "securityDefinitions"];

/** Refuses names outside the list of their kind. @throws RefreshError with the place of the first one. */
export function refuseNames(document: JsonObject): void {
  for (const section of SECTIONS) refuseKeys(document[section], [section], COMPONENT, "component-name");
  for (const [section, names] of entriesOf(document["components"])) {
    refuseKeys(names, ["components", section], COMPONENT, "component-name");
  }
  for (const [path, item] of entriesOf(document["paths"])) {
    const keys = ["paths", path];
    if (!path.startsWith("x-")) refuse(isRoute(path), "path", keys);
    for (const method of METHODS) {
      const operation = isObject(item) ? item[method] : undefined;
      if (isObject(operation)) refuseOperation(operation, [...keys, method]);
    }
  }
  refuseEverywhere(document);
}

/** A path that says the same to every server: no segment that a URL would fold away. */
function isRoute(path: string): boolean {
  return PATH.test(path) && !path.split("/").some((segment) => /^(\.|%2e){1,2}$/iu.test(segment));
}

function refuseOperation(operation: JsonObject, keys: readonly string[]): void {
  const { operationId, tags, responses } = operation;
  if (operationId !== undefined && operationId !== "") {
    const isName = typeof operationId === "string" && OPERATION.test(operationId) && !isBuiltIn(operationId);
    refuse(isName, "operation-id", [...keys, "operationId"]);
  }
  for (const [index, tag] of (Array.isArray(tags) ? tags : []).entries()) {
    refuse(typeof tag === "string" && TAG.test(tag), "tag", [...keys, "tags", String(index)]);
  }
  for (const status of Object.keys(isObject(responses) ? responses : {})) {
    refuse(STATUS.test(status) || status.startsWith("x-"), "status", [...keys, "responses", status]);
  }
}

/** What can stand at many places: parameters, media types, and every name that is not readable. */
function refuseEverywhere(document: JsonObject): void {
  for (const { value, key, isInList, isName, pointer } of eachValue(document)) {
    if (!isInList && !isReadable(key)) throw unsafe("readable-name", pointer());
    if (!isInList && key === SHADOWED) throw unsafe("property-name", pointer());
    if (!isObject(value)) continue;
    const { in: place, name } = value;
    if (typeof place === "string" && typeof name === "string" && (isInList || isName)) {
      const isAllowed = (place === "header" ? HEADER : PARAMETER).test(name) && !RESERVED_NAMES.has(name);
      if (!isAllowed) throw unsafe("parameter-name", pointer());
    }
    if (key === "content" && !isName) {
      for (const type of Object.keys(value)) {
        if (!MEDIA_TYPE.test(type)) throw unsafe("media-type", pointer());
      }
    }
  }
}

/** Whether a name reads as what it is: nothing invisible, and no letters of two look-alike alphabets in one word. */
function isReadable(name: string): boolean {
  if (INVISIBLE.test(name)) return false;
  return name.split(/[^\p{L}\p{N}]+/u).every((word) => SCRIPTS.filter((script) => script.test(word)).length < 2);
}

function refuseKeys(section: Json | undefined, keys: readonly string[], allowed: RegExp, rule: string): void {
  for (const [name] of entriesOf(section)) {
    refuse(allowed.test(name) && !isBuiltIn(name) && !name.endsWith("__"), rule, [...keys, name]);
  }
}

function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** Tables by such a name have an entry before anybody adds one. */
function isBuiltIn(name: string): boolean {
  return RESERVED_NAMES.has(name) || name in Object.prototype;
}

function refuse(isAllowed: boolean, rule: string, keys: readonly string[]): void {
  if (!isAllowed) throw unsafe(rule, toPointer(keys));
}

function unsafe(rule: string, pointer: string): RefreshError {
  return new RefreshError({ kind: "unsafe", rule, pointer });
}
