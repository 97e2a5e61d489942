import type { ClientOptions } from "./options.ts";

const SHARED = [
  "fetch",
  "headers",
  "timeoutMs",
  "attemptTimeoutMs",
  "maxAttempts",
  "maxBodyBytes",
  "onEvent",
  "rateLimiter",
  "clock",
  "allowUnverifiedTlsFromEnvironment",
] as const;

/**
 * The options that every vendor's client hands on as they are, without those that were not given and without the vendor's own.
 */
export function shareOptions(given: ClientOptions): Omit<ClientOptions, "baseUrl"> {
  const entries = SHARED.map((name) => [name, given[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
