import { type Authenticate, basicValue, checkSecret, withHeader } from "@vendor-clients/runtime";

/** User name and provisioning API key of an account: may call everything. */
export interface InstaclustrCredentials {
  readonly username: string;
  /** The provisioning API key, which the console shows once. */
  readonly apiKey: string;
  readonly readOnlyKey?: never;
}

/** User name and read-only provisioning API key of an account: may send GET only. */
export interface InstaclustrReadOnlyCredentials {
  readonly username: string;
  /** The read-only provisioning API key, which the console shows once. */
  readonly readOnlyKey: string;
  readonly apiKey?: never;
}

/** Credentials made ready for requests. */
export interface InstaclustrAuth {
  readonly authenticate: Authenticate;
  readonly isReadOnly: boolean;
  /** The key, and user name and key as they stand in the header. */
  readonly secrets: ReadonlySet<string>;
}

/**
 * Turns user name and key into something that signs requests.
 *
 * @throws TypeError when a part is missing, both keys are given, or a header cannot carry them. The message never repeats them.
 * @see https://www.instaclustr.com/support/api-integrations/api-reference/provisioning-api/
 */
export function createInstaclustrAuth(
  credentials: InstaclustrCredentials | InstaclustrReadOnlyCredentials,
): InstaclustrAuth {
  const { username, apiKey, readOnlyKey } = credentials;
  if ((apiKey === undefined) === (readOnlyKey === undefined)) {
    const found = apiKey === undefined ? "neither" : "both";
    throw new TypeError(`Cannot create the Instaclustr client: expected "apiKey" or "readOnlyKey", found ${found}`);
  }
  const isReadOnly = apiKey === undefined;
  const key = checkSecret(isReadOnly ? "readOnlyKey" : "apiKey", apiKey ?? readOnlyKey);
  const value = basicValue(checkUsername(username), key);
  const encoded = value.replace("Basic ", "");
  return { authenticate: withHeader("Authorization", value), isReadOnly, secrets: new Set([key, encoded]) };
}

// Unlike a key it may hold any letter: HTTP Basic encodes it.
function checkUsername(username: unknown): string {
  if (typeof username === "string" && /^\P{Cc}+$/u.test(username)) return username;
  throw new TypeError("Cannot use username: expected a non-empty string without control characters");
}
