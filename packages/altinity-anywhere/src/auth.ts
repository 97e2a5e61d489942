import { checkSecret } from "@vendor-clients/runtime";

/** Name of the variable that holds the token, shared with the vendor's Terraform provider. */
export const TOKEN_VARIABLE = "ALTINITYCLOUD_API_TOKEN";

/** Credentials of one client. */
export interface BearerAuth {
  /** Writes the credentials into a request's headers, over whatever stands there. */
  readonly authorize: (headers: Headers) => void;
  /** What must never be seen in an error. */
  readonly secrets: ReadonlySet<string>;
  /**
   * Told of every answer; whether it refuses a token that the server has taken before, as it does when a newer one has replaced it.
   */
  readonly noteAnswer: (isRefused: boolean, isSuccess: boolean) => boolean;
}

/**
 * Signs requests with an Anywhere API token; without one given, with that of the environment.
 *
 * An account has one token at a time: creating a new one disables the old one.
 *
 * @throws TypeError when there is no token, or one that a header cannot carry. The message never repeats it.
 * @see https://docs.altinity.com/altinitycloud/administratorguide/acm-api-quickstart/
 */
export function createBearerAuth(token: string | undefined): BearerAuth {
  const found = token ?? readEnvironment(TOKEN_VARIABLE);
  if (found === undefined) {
    throw new TypeError(
      `Cannot create the Altinity.Cloud Anywhere client: expected "token" or the environment variable ${TOKEN_VARIABLE}`,
    );
  }
  const secret = checkSecret(token === undefined ? TOKEN_VARIABLE : "token", found);
  let wasAccepted = false;
  return {
    authorize: (headers) => headers.set("Authorization", `Bearer ${secret}`),
    secrets: new Set([secret]),
    noteAnswer(isRefused, isSuccess) {
      if (isSuccess && !isRefused) wasAccepted = true;
      return isRefused && wasAccepted;
    },
  };
}

// A browser has no `process`.
function readEnvironment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name];
}
