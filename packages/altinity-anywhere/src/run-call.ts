import {
  type CallPlan,
  chooseLimits,
  type Exchanged,
  runAttempts,
  type Sender,
  type SendLimits,
} from "@vendor-clients/runtime";
import { ResponseFormatError } from "@vendor-clients/runtime/errors";
import { lookSecrets } from "@vendor-clients/runtime/kit";
import { attemptsOf } from "./attempts.ts";
import type { BearerAuth } from "./auth.ts";
import { findSecrets } from "./find-secrets.ts";
import { ownCopy } from "./own-copy.ts";
import { readErrors } from "./read-errors.ts";
import type { AnywhereError, AnywhereResult, CallOptions } from "./result.ts";
import { type Answer, send } from "./send.ts";
import { chooseClass, sendRules } from "./send-rules.ts";
import { toHeaders } from "./to-headers.ts";
import { describeFailure } from "./unwrap.ts";
import { VENDOR } from "./vendor.ts";

/** How the calls of one client reach the vendor. */
export interface CallConfig extends Pick<Sender, "origin" | "clock" | "rateLimiter" | "onEvent"> {
  /** The GraphQL endpoint. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: SendLimits;
  readonly auth: BearerAuth;
}

/** One document and its variables. */
export interface Call {
  /** Kind and name of the operation, such as `mutation createAWSEnv`. */
  readonly operation: string;
  /** The document's text, or what `graphql` parsed of one. */
  readonly document: unknown;
  readonly variables: object | undefined;
  readonly options: CallOptions;
  /** Takes the call's data out of the answer's. */
  readonly read: (data: unknown) => unknown;
}

type AnyResult = AnywhereResult<unknown>;

/**
 * Sends a call as often as its class allows.
 *
 * @throws TypeError, RangeError for misuse, before anything is sent.
 * @throws AmbiguousWriteError when a mutation may have taken effect; NetworkError, TimeoutError, ResponseFormatError,
 * ResponseTooLargeError, RateLimitError when there is no answer; the reason of `signal` when the caller ended the call.
 */
export async function runCall(config: CallConfig, call: Call): Promise<AnyResult> {
  const { operation, document, variables } = call;
  const { url, fetch, auth } = config;
  const options = ownCopy(call.options);
  const { signal } = options;
  const headers = toHeaders({ ...config.headers, ...options.headers });
  auth.authorize(headers);
  const context = { vendor: VENDOR, operation, secrets: [...auth.secrets, ...findSecrets(variables)] };
  const limits = ownCopy(chooseLimits(options, config.limits));
  if (signal) lookSecrets.get(signal)?.add(context.secrets);
  const exchange = { url, fetch, headers, document, variables, context, maxBodyBytes: limits.maxBodyBytes };
  const plan = {
    ...describeSending(config),
    context,
    limits,
    signal,
    operationClass: chooseClass(operation, document, options.operationClass),
    exchange: async (attempt) => {
      const answer = await send(exchange, attempt);
      attemptsOf.set(answer.response, attempt.number);
      return interpret(auth, call, answer, context.secrets);
    },
    describe: ({ value: { error } }) => ({ ...(error && describeAnswer(error)) }),
  } satisfies Partial<CallPlan<AnyResult>>;
  return runAttempts<AnyResult>(plan);
}

/** What is the same for all calls of a client; the vendor documents no limit of its rate. */
function describeSending({ url, origin, clock, rateLimiter, onEvent }: CallConfig) {
  return {
    method: "POST",
    path: new URL(url).pathname,
    origin,
    budget: origin,
    clock,
    rateLimiter,
    onEvent,
    limit: { key: `${VENDOR} ${origin}`, intervalMs: 0, burst: 1 },
    isRepeatable: true,
    isUntimed: false,
    renew: undefined,
    loadSendRules: async () => sendRules,
  };
}

/** @throws ResponseFormatError when the answer holds neither data nor errors. */
function interpret(
  auth: BearerAuth,
  { operation, read }: Call,
  { response, data: all, errors }: Answer,
  secrets: readonly string[],
): Exchanged<AnyResult> {
  const { status, ok, headers } = response;
  const requestId = headers.get("x-request-id");
  const error = readErrors({ operation, status, errors, requestId, secrets });
  const data = read(all);
  const tokenWasAccepted = auth.noteAnswer(status === 401 || error?.code === "UNAUTHORIZED", ok);
  if (!error) {
    if (data !== undefined) return { value: { data, response }, failed: false, status, response };
    throw new ResponseFormatError(`server answered ${status} with neither data nor errors`, status, {
      vendor: VENDOR,
      operation,
    });
  }
  const told = tokenWasAccepted ? { ...error, tokenWasAccepted } : error;
  const value = { ...(data !== undefined && { data }), error: told, response };
  return { value, failed: !ok, status, response };
}

function describeAnswer(error: AnywhereError) {
  const { code: vendorCode, message: vendorMessage, details } = describeFailure(error);
  return { vendorCode, vendorMessage, details, requestId: error.requestId };
}
