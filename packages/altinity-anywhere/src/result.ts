import type { OperationClass, SendLimits } from "@vendor-clients/runtime";

/** Error classes that the vendor names; the set is open. */
export type AnywhereErrorCode = "NOT_FOUND" | "CONFLICT" | "FORBIDDEN" | "UNAUTHORIZED" | (string & {});

/** One error of an answer, as the server sent it, with this client's secrets removed from its text. */
export interface AnywhereErrorItem {
  readonly code: AnywhereErrorCode | undefined;
  readonly message: string;
  /** Where in the data the error stands: names of fields and indices of lists. */
  readonly path: readonly (string | number)[] | undefined;
  /** The flag of the deletion that the server asks for, because the environment still has clusters. */
  readonly needs?: "forceDestroyClusters";
}

/** What went wrong, by the first error of the answer; an HTTP failure without GraphQL errors has no `errors`. */
export interface AnywhereError extends AnywhereErrorItem {
  /** Kind and name of the operation, such as `mutation createAWSEnv`. */
  readonly operation: string;
  /** HTTP status of the answer; GraphQL errors may arrive with 200. */
  readonly status: number;
  /** The id under which the vendor logged the request. */
  readonly requestId?: string;
  readonly errors: readonly AnywhereErrorItem[];
  /** The server refused the token and had taken it before: a newer token of the account may have replaced it. */
  readonly tokenWasAccepted?: true;
}

/**
 * What a call returns.
 *
 * `data` may stand beside `error`: GraphQL answers what it could and says what it could not.
 */
export type AnywhereResult<D> =
  | { readonly data: D; readonly error?: undefined; readonly response: Response }
  | { readonly data?: D | undefined; readonly error: AnywhereError; readonly response: Response };

/** What every call takes beside its variables. */
export interface MutationOptions extends SendLimits {
  /** Ends the call; its `reason` is rethrown untouched. */
  readonly signal?: AbortSignal;
  /** Further headers of this call. `Authorization` stays the client's. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a query takes beside its variables. */
export interface CallOptions extends MutationOptions {
  /**
   * What sending this query again may do; refused for a mutation, which is sent once.
   *
   * @default "safe"
   */
  readonly operationClass?: OperationClass;
}

/** The variables and options of a call: variables may be left out when none of them is required. */
export type CallArguments<V, O = CallOptions> =
  Partial<V> extends V ? [variables?: V, options?: O] : [variables: V, options?: O];
