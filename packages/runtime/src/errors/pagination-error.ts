import { ClientError, type ErrorContext } from "./client-error.ts";
import { redact } from "./redact.ts";

/**
 * Why paging ended before the last page: the vendor named a cursor that was followed before, sent several pages without an item, or sent more
 * pages than are read. Links are no reason, because none is ever followed.
 */
export type PaginationReason = "repeated-cursor" | "empty-pages" | "page-limit";

/** How far paging came. */
export interface PaginationProgress {
  /** Pages that were read and handed out. */
  readonly pagesRead: number;
  /** Where to go on: the cursor of the page that was not read; absent when there is none to go on from. */
  readonly cursor?: string | undefined;
}

/** The vendor's pages do not end, or lead elsewhere; the pages that were read have been handed out. */
export class PaginationError extends ClientError<"PAGINATION"> implements PaginationProgress {
  override readonly name = "PaginationError";
  declare readonly reason: PaginationReason;
  declare readonly pagesRead: number;
  /** Where to go on: the query parameters of the page that was not read, as JSON, with this client's secrets removed. */
  declare readonly cursor: string | undefined;

  constructor(reason: PaginationReason, { pagesRead, cursor }: PaginationProgress, context: ErrorContext) {
    const found = `${FINDINGS[reason]} after ${pagesRead} ${pagesRead === 1 ? "page" : "pages"}`;
    super("PAGINATION", found, context, { reason, pagesRead, cursor: undefined });
    // Longer than other texts may be, because a part of a cursor leads nowhere.
    const kept =
      cursor && cursor.length <= LONGEST_CURSOR ? redact(cursor, context.secrets ?? [], LONGEST_CURSOR) : undefined;
    Object.assign(this, { cursor: kept });
  }
}

const LONGEST_CURSOR = 2_000;

const FINDINGS: Readonly<Record<PaginationReason, string>> = {
  "repeated-cursor": "server named a cursor that was followed before,",
  "empty-pages": "server went on with empty pages,",
  "page-limit": "server named more pages than are read,",
};
