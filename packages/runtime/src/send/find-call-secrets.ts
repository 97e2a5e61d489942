import type { CallInit } from "../options.ts";

/** Names under which people keep what nobody else may see. */
const SECRET_NAME =
  /pass(word|phrase|wd)?|\bpwd\b|kube_?config|connection_?string|secret|token|credential|authorization|cookie|(api|access|private|license)[-_]?key|\bjwt\b|\bpin\b/i;

/** Headers that hold no secret, and whose values are words that messages need. */
const PLAIN_HEADER = /^(accept|content|if|range|prefer|user-agent|date)\b/i;

/** Shorter texts are words of everyday, and to remove them would leave no message. */
const SHORTEST = 6;
const DEEPEST = 8;
const MOST = 100;

/**
 * Texts of one call that a server may echo and no error may show: whatever stands under the name of a secret in its body, its query and its
 * path, and the headers that the caller added.
 */
export function findCallSecrets({ body, params, headers }: CallInit = {}): readonly string[] {
  const found = new Set<string>();
  const keep = (value: unknown) => {
    if (typeof value === "string" && value.length >= SHORTEST && found.size < MOST) found.add(value);
  };
  const search = (value: unknown, isSecret: boolean, depth: number): void => {
    if (isSecret) keep(value);
    if (typeof value !== "object" || value === null || depth > DEEPEST) return;
    const isForm = value instanceof FormData || value instanceof URLSearchParams;
    const entries: Iterable<[string, unknown]> = isForm ? value : Object.entries(value);
    for (const [name, member] of entries) search(member, isSecret || SECRET_NAME.test(name), depth + 1);
  };
  if (!ArrayBuffer.isView(body)) search(body, false, 0);
  search(params?.query, false, 0);
  search(params?.path, false, 0);
  search(params?.header, true, 0);
  for (const [name, value] of headers ? new Headers(toPairs(headers)) : []) {
    if (!PLAIN_HEADER.test(name)) keep(value.replace(/^(Bearer|Basic) /i, ""));
  }
  return [...found];
}

function toPairs(headers: NonNullable<CallInit["headers"]>): [string, string][] {
  const isList = headers instanceof Headers || Array.isArray(headers);
  const pairs: Iterable<[string, unknown]> = isList ? (headers as Headers) : Object.entries(headers);
  return [...pairs].flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, String(value)]]));
}
