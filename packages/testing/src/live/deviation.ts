import type { JsonObject } from "../internal/json.ts";

/**
 * What differs: the status, the media type, a body that cannot be read, a rule of the schema; or `undocumented`, what the
 * document does not know, which breaks no rule.
 */
export type DeviationKind = "status" | "content-type" | "body" | "schema" | "undocumented";

/** One difference between an answer and its document, without any value of the answer. */
export interface Finding {
  readonly kind: DeviationKind;
  /** The keyword or part that differs: `type`, `nullable`, `required`, `enum`, `member`, `status`. */
  readonly rule: string;
  /** JSON pointer into the body, `""` for the whole; a name that may be data is `*`. */
  readonly pointer: string;
  /** A type, a status, a media type; of an enum the new value, if it is a plain name. */
  readonly found: string;
  readonly declared: string;
  /** What the document would have to say here: the schema at the pointer, or the part of it that changes. */
  readonly suggestion: JsonObject | undefined;
}

/** A difference and where it was seen. */
export interface Deviation extends Finding {
  /** Method and template, `GET /v1/packs/{uid}`; of a GraphQL API kind and first root field. */
  readonly operation: string;
  readonly operationId: string | undefined;
  readonly status: number;
  /** How often it was seen, the items of a list counted one by one. */
  readonly count: number;
}

/** Differences, each once. */
export interface Ledger {
  readonly deviations: readonly Deviation[];
  add(where: Pick<Deviation, "operation" | "operationId" | "status">, findings: readonly Finding[]): void;
}

/** Enough to see what is wrong; a proxy may run for days. */
const MAX_DEVIATIONS = 10_000;

/** Creates a ledger that counts what it knows already. */
export function createLedger(): Ledger {
  const known = new Map<string, Deviation>();
  return {
    get deviations() {
      return [...known.values()];
    },
    add(where, findings) {
      for (const finding of findings) {
        const { kind, rule, pointer, found } = finding;
        const place = pointer.replaceAll(/\/\d+(?=\/|$)/g, "/0");
        const key = [where.operation, where.status, kind, rule, place, found].join("\n");
        const before = known.get(key);
        if (before === undefined && known.size >= MAX_DEVIATIONS) continue;
        known.set(key, before ? { ...before, count: before.count + 1 } : { ...where, ...finding, count: 1 });
      }
    },
  };
}
