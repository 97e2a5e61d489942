import { jsonAnswer, type MockAnswer } from "../../behaviour/exchange.ts";
import { withAt } from "../../behaviour/members.ts";
import type { ListRule } from "../../behaviour/resource.ts";

/** Where ACM puts what it answers with. */
export const DATA = ["data"];

/** Ids that differ by seed; ACM counts. */
export function countId(count: number, seed: number): number {
  return seed * 1000 + count;
}

/** The envelope of an answer around other data. */
export function wrap(envelope: unknown, data: unknown): unknown {
  return withAt(envelope, DATA, data);
}

/** A refusal as the document describes it; the code repeats the status as text. */
export function refuse(status: number, error: string, code: string | number = String(status)): MockAnswer {
  return jsonAnswer(status, { data: null, error, code });
}

const ITEMS_OF_PAGE = 20;

/** One page of a list that takes `page`, from 1, and `limit`. */
export const cutPage: NonNullable<ListRule["page"]> = (all, { request: { query } }) => {
  const limit = Number(query["limit"] ?? ITEMS_OF_PAGE);
  const start = (Number(query["page"] ?? 1) - 1) * limit;
  return { items: start < 0 ? [] : all.slice(start, start + limit) };
};
