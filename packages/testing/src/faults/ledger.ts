/** A request as it arrived at a server. */
export interface ArrivedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** By the clock of the server, in milliseconds. */
  readonly atMs: number;
}

/** What a request changed on a server. */
export interface Effect {
  readonly kind: "create" | "change" | "delete";
  /** Name that the caller chose, or the path of what was changed. */
  readonly name: string;
  /** Number of the effect, counted from 1. */
  readonly serial: number;
}

/** One request in a ledger. */
export interface LedgerEntry {
  readonly request: ArrivedRequest;
  /** Name of the fault that struck it. */
  readonly fault?: string | undefined;
  readonly effect?: Effect | undefined;
  /** Status of the answer that was begun; absent when there was none. */
  readonly status?: number | undefined;
}

/** Everything that arrived, and what took effect, so that what a caller was told can be held against it. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** What took effect, in its order. */
  readonly effects: readonly Effect[];
  /** Bytes that reached the foreign origin, or anywhere else but the server. */
  readonly foreignBytes: number;
  /** How often nothing could be sent, because no connection came about. */
  readonly unsent: number;
}

/** A ledger that a server writes. */
export interface LedgerBook extends Ledger {
  write(entry: LedgerEntry): void;
  addEffect(kind: Effect["kind"], name: string): Effect;
  addForeignBytes(count: number): void;
  addUnsent(): void;
}

/** Creates an empty ledger. */
export function createLedger(): LedgerBook {
  const entries: LedgerEntry[] = [];
  const effects: Effect[] = [];
  let foreignBytes = 0;
  let unsent = 0;
  return {
    entries,
    effects,
    get foreignBytes() {
      return foreignBytes;
    },
    get unsent() {
      return unsent;
    },
    write(entry) {
      entries.push(entry);
    },
    addEffect(kind, name) {
      const effect = { kind, name, serial: effects.length + 1 };
      effects.push(effect);
      return effect;
    },
    addForeignBytes(count) {
      foreignBytes += count;
    },
    addUnsent() {
      unsent++;
    },
  };
}
