import { readFile, writeFile } from "node:fs/promises";
import { ImportError } from "../import/import-error.ts";
import { EXIT_CODES, RefreshError, type RefusalKind, toRefusal } from "./refusal.ts";
import type { Ended } from "./run-bounded.ts";

/** What a child of the sandbox leaves in its file: what it made, or why it refused. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly kind: string;
      readonly rule: string;
      readonly pointer: string;
      readonly hint?: string;
    };

/** Writes what a function returns, or its refusal; a defect of ours ends the child without an answer. */
export async function writeAnswer(path: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await writeFile(path, JSON.stringify({ ok: true, value: await run() }));
  } catch (error) {
    const refusal = isTooDeep(error)
      ? new RefreshError({ kind: "limit", rule: "stack", pointer: "#" })
      : toRefusal(error);
    if (!refusal) throw error;
    const isLimit = error instanceof ImportError && /: more than \d/u.test(error.message);
    const kind = isLimit ? "limit" : refusal.kind;
    const { rule, pointer, hint } = refusal;
    await writeFile(path, JSON.stringify({ ok: false, kind, rule, pointer, ...(hint !== undefined && { hint }) }));
    process.exitCode = EXIT_CODES[kind];
  }
}

/**
 * What a child left.
 *
 * @throws RefreshError as the child refused; of the given kind when it left nothing.
 */
export async function readAnswer<T>(path: string, { status }: Ended, otherwise: RefusalKind): Promise<T> {
  const text = await readFile(path, "utf8").catch(() => "");
  if (text === "") {
    throw new RefreshError({ kind: otherwise, rule: "child", pointer: "#", hint: `ended with ${status}` });
  }
  const answer: Answer<T> = JSON.parse(text);
  if (answer.ok) return answer.value;
  throw new RefreshError({ ...answer, kind: toKind(answer.kind, otherwise) });
}

function toKind(kind: string, otherwise: RefusalKind): RefusalKind {
  return Object.hasOwn(EXIT_CODES, kind) ? (kind as RefusalKind) : otherwise;
}

function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && /call stack|string length|array length|buffer/iu.test(error.message);
}
