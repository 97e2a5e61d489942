import type { Exchange } from "../../behaviour/exchange.ts";
import { overlay, readAt, withAt } from "../../behaviour/members.ts";
import type { AnswerOf, CreateRule, ItemRule, ListRule, Resource } from "../../behaviour/resource.ts";
import { isObject } from "../../internal/json.ts";
import { readPage } from "./paging.ts";

/** What tells one kind of thing from the others; the rest of them is alike. */
export interface ThingOptions extends Partial<Omit<Resource, "name" | "idAt">> {
  readonly name: string;
  /** Two hexadecimal digits in every uid, so that kinds do not share uids. */
  readonly code: string;
  /** Where they are created, and read by uid below it: `/v1/projects`. */
  readonly path: string;
}

const UID = ["metadata", "uid"];

/** Palette's ids have 24 hexadecimal digits. */
function createUid(code: string): (count: number, seed: number) => string {
  return (count, seed) =>
    `${code}000000${seed.toString(16).padStart(8, "0").slice(-8)}${count.toString(16).padStart(8, "0")}`;
}

/** A kind of thing that is created by POST, and read, changed and deleted by its uid. */
export function createThing({ name, code, path, ...rules }: ThingOptions): Resource {
  return {
    name,
    idAt: UID,
    newId: createUid(code),
    create: [create(`POST ${path}`)],
    read: [item(`GET ${path}/{uid}`)],
    update: [item(`PUT ${path}/{uid}`)],
    remove: [item(`DELETE ${path}/{uid}`)],
    isAdopted: true,
    show: showThing,
    ...rules,
    stamps: {
      created: (exchange) => ({
        metadata: { creationTimestamp: timeOf(exchange), lastModifiedTimestamp: timeOf(exchange) },
        ...rules.stamps?.created?.(exchange),
      }),
      changed: (exchange) => ({ metadata: { lastModifiedTimestamp: timeOf(exchange) } }),
      removed: (exchange) => ({ metadata: { deletionTimestamp: timeOf(exchange) }, [DELETED]: true }),
    },
  };
}

/** A member that no sample has, so that it never shows. */
const DELETED = "isDeleted";

function timeOf({ clock }: Exchange): string {
  return new Date(clock.now()).toISOString();
}

/** The item's members in the sample, and a time of deletion only where it was deleted. */
export const showThing: AnswerOf = (thing, sample) => {
  const shown = overlay(sample, thing);
  const metadata = readAt(shown, ["metadata"]);
  if (thing[DELETED] === true || !isObject(metadata) || !Object.hasOwn(metadata, "deletionTimestamp")) return shown;
  const { deletionTimestamp: _, ...rest } = metadata;
  return withAt(shown, ["metadata"], rest);
};

/** A creation answers with the new item's uid. */
const answerUid: AnswerOf = (thing, sample) => withAt(sample, ["uid"], readAt(thing, UID));

/** An operation that creates and answers with the uid. */
export function create(on: string, rule: Partial<CreateRule> = {}): CreateRule {
  return { on, answer: answerUid, ...rule };
}

/** An operation about the thing with the path's `uid`. */
export function item(on: string, rule: Partial<ItemRule> = {}): ItemRule {
  return { on, param: "uid", ...rule };
}

/** A list with everything. */
export function list(on: string, at = "items", rule: Partial<ListRule> = {}): ListRule {
  return { on, at: at === "" ? [] : [at], ...rule };
}

/** A list that pages. */
export function pages(on: string, at = "items", rule: Partial<ListRule> = {}): ListRule {
  return list(on, at, { page: readPage, ...rule });
}

/** A body that is the metadata alone. */
export const asMetadata: NonNullable<ItemRule["fromBody"]> = (metadata) => ({ metadata });

/** Things of one project: the others and the tenant do not see them. @see https://docs.spectrocloud.com/api/introduction/#scope */
export function inProject({ request }: Exchange): readonly string[] {
  return [String(request.headers["projectuid"] ?? "")];
}

/** Things of one project or of the tenant, whose things its projects see, too. */
export function inProjectOrTenant(exchange: Exchange): readonly string[] {
  return [...inProject(exchange), ""];
}
