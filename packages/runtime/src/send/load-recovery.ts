/** What that code offers. */
export type Recovery = typeof import("./recover.ts");

let recovery: Recovery | undefined;
let loading: Promise<Recovery> | undefined;

/**
 * Everything that follows a failure: what to do next, and every error.
 *
 * Loaded beside the first call: it is no part of the code that a page loads before it calls, and it is there before a vendor, or the host
 * that serves the code, is not.
 */
export function loadRecovery(): Promise<Recovery> {
  loading ??= import("./recover.ts").then(
    (module) => {
      recovery = module;
      return module;
    },
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** The same, if it is loaded. */
export function getRecovery(): Recovery | undefined {
  return recovery;
}
