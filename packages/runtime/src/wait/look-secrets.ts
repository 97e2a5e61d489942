/**
 * The secrets of the clients that a waiter's look went to, by the signal of the look: a waiter knows no client, and what it saw must be clean
 * before it is told.
 */
export const lookSecrets: WeakMap<AbortSignal, Set<Iterable<string>>> = new WeakMap();
