import { answerContexts } from "../errors/answer-context.ts";
import type { Interpretation, RestClientConfig, Result } from "../options.ts";
import type { Send } from "../pagination/paginate.ts";
import type { RateLimit } from "../rate-limit/rate-limiter.ts";
import { findRateLimiter } from "../rate-limit/shared-rate-limiter.ts";
import { isFileBody, isRepeatableBody } from "../request/body.ts";
import { createRequestBuilder } from "../request/build-request.ts";
import { ownCopy } from "../request/own-copy.ts";
import { systemClock } from "../time/clock.ts";
import { lookSecrets } from "../wait/look-secrets.ts";
import type { Attempt } from "./attempt.ts";
import type { Exchanged } from "./call-plan.ts";
import { chooseLimits } from "./choose-limits.ts";
import { readAnswer } from "./read-answer.ts";
import { runAttempts } from "./run-attempts.ts";
import { transmit } from "./transmit.ts";

type AnyResult = Result<unknown, unknown>;

/**
 * Prepares what all calls of a client share, and gives the function that sends one.
 *
 * @throws TypeError when the base URL or a header of the client cannot be used, RangeError when a limit cannot.
 */
export function createSend(config: RestClientConfig): Send {
  const { vendor, prepare, authenticate, secrets = [], clock = systemClock } = config;
  const rateLimiter = config.rateLimiter ?? findRateLimiter(clock);
  const build = createRequestBuilder(config);
  const { origin } = new URL(config.baseUrl);
  let findLimit = config.loadLimitOf ? undefined : createLimitFinder(config, config.limitOf, origin);
  const loadLimits = async () => {
    try {
      findLimit = createLimitFinder(config, await config.loadLimitOf?.(), origin);
    } catch {
      // The vendor's own 429 holds the calls back until the limits can be loaded.
    }
  };
  const unlimited = createLimitFinder(config, undefined, origin);
  chooseLimits(config, config);

  const send: Send = async (method, path, given = {}) => {
    const asked = ownCopy(given);
    const changed = prepare?.({ method, path, init: asked });
    const init = changed ? ownCopy(changed) : asked;
    const { signal } = init;
    const context = { vendor, operation: `${method} ${path}`, secrets };
    const limits = chooseLimits(init, config);
    if (!findLimit) await loadLimits();
    const built = build(method, path, init);
    const request = built instanceof Promise ? await built : built;
    signal?.throwIfAborted();
    if (signal) lookSecrets.get(signal)?.add(secrets);
    return runAttempts<AnyResult>({
      context,
      origin,
      // Of their own, because every other call may be waiting for a token.
      budget: init.operationClass === "token" ? `${origin} token` : origin,
      clock,
      rateLimiter,
      onEvent: config.onEvent,
      loadSendRules: config.loadSendRules,
      method,
      path,
      limit: (findLimit ?? unlimited)(context.operation),
      limits,
      signal,
      operationClass: init.operationClass,
      isRepeatable: isRepeatableBody(request.body),
      isUntimed: isFileBody(request.body),
      renew: () => authenticate?.renew?.(request) ?? false,
      exchange: async (attempt) => {
        request.signal = attempt.signal;
        const response = await transmit(config, request, attempt, context);
        authenticate?.see?.(request, response);
        if (init.parseAs === "stream" && response.ok && response.body) attempt.keepsSignal = true;
        const options = {
          parseAs: init.parseAs,
          maxBodyBytes: limits.maxBodyBytes,
          onDownloadProgress: init.onDownloadProgress,
          findSuccessKind: async () => {
            const { findSuccessKind } = await import("./success-kind.ts");
            return findSuccessKind(config.loadOperations, context.operation);
          },
          signal: attempt.signal,
          onStreamEnd: attempt.release,
          context,
        };
        const body = await readAnswer(response, options);
        const reader = response.ok ? config : await findFailureReader(config);
        const exchanged = interpretAnswer(reader, context.operation, attempt, response, body);
        if (config.refineData && !exchanged.failed && (init.parseAs ?? "json") === "json") {
          const data = await config.refineData(exchanged.value.data, context.operation);
          return { ...exchanged, value: { data, response } };
        }
        return exchanged;
      },
      lookUp: { init, send },
    });
  };
  return send;
}

/** The configuration with what reads failures; without it where that cannot be loaded. */
async function findFailureReader(config: RestClientConfig): Promise<RestClientConfig> {
  try {
    return { ...config, ...(await config.loadFailureReader?.()) };
  } catch {
    return config;
  }
}

/** Finds the limit that an operation counts against; with the address in its key, because each address has its own. */
function createLimitFinder(
  { vendor }: RestClientConfig,
  limitOf: RestClientConfig["limitOf"],
  origin: string,
): (operation: string) => RateLimit {
  const unlimited = { key: `${vendor} ${origin}`, intervalMs: 0, burst: 1 };
  const known = new Map<string, RateLimit>();
  return (operation) => {
    const cached = known.get(operation);
    if (cached) return cached;
    const limit = limitOf?.(operation);
    const found = limit ? { ...limit, key: `${unlimited.key} ${limit.key}` } : unlimited;
    known.set(operation, found);
    return found;
  };
}

function interpretAnswer(
  config: RestClientConfig,
  operation: string,
  attempt: Attempt,
  response: Response,
  body: unknown,
): Exchanged<AnyResult> {
  const { status } = response;
  const plain: Interpretation = response.ok ? { data: body } : { error: body };
  const read = config.interpret?.(body, response) ?? plain;
  if ("data" in read) return { value: { data: read.data, response }, failed: false, status, response };
  answerContexts.set(response, {
    ...config,
    operation,
    status: read.status,
    attempts: attempt.number,
    retryAfterMs: read.retryAfterMs,
  });
  const { error, status: trueStatus = status, notExecuted, retryAfterMs } = read;
  // An empty error body must still be an error to `if (error)`.
  return {
    value: { error: error || {}, response },
    failed: true,
    status: trueStatus,
    response,
    notExecuted,
    retryAfterMs,
  };
}
