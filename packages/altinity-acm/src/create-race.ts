import { type Clock, type EventListener, isClientError, systemClock } from "@vendor-clients/runtime";
import { ResponseFormatError } from "@vendor-clients/runtime/errors";
import { emit, sleep } from "@vendor-clients/runtime/kit";

/**
 * What ClickHouse answers while a new profile or user is still on its way to all replicas: syntax error (a name that ACM does not see yet is
 * left out of the statement), no such profile, no such role, no such user.
 */
const RACE = /\bcode: (62|180|511|192)\b/i;

/**
 * Whether a creation of a user, profile or setting failed only because what it refers to has not arrived everywhere yet.
 *
 * Takes what ACM answered, the exception that `unwrap()` made of it, or what was created: the id 0 is a row without its statement. A write
 * that may have taken effect is no race, whatever ACM said of it: names are not unique, so that another one could make a second row.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/errors.go (IsTransientCreateRace)
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/client.go (isBoolFalseEnvelope)
 */
export function isAcmTransient(found: unknown): boolean {
  if (typeof found !== "object" || found === null || isClientError(found, "AMBIGUOUS_WRITE")) return false;
  const { error, vendorMessage, data, id } = found as Record<string, unknown>;
  const text = [error, vendorMessage].find((one) => typeof one === "string" && one !== "");
  if (typeof text === "string") return RACE.test(text) || text.startsWith("data is false");
  return data === false || id === 0 || id === "0";
}

/** How a creation is repeated. */
export interface CreateRaceOptions {
  /** @default 12 */
  readonly maxAttempts?: number;
  /** Ends the waiting; its `reason` is rethrown untouched. */
  readonly signal?: AbortSignal;
  readonly onEvent?: EventListener;
  readonly clock?: Clock;
}

const MOST_ATTEMPTS = 12;
const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 60_000;

/**
 * Creates something in ClickHouse as often as the race after a new cluster or profile demands: 12 times in about nine minutes.
 *
 * `create` must look for the name first and edit what it finds, because a creation that failed leaves its row behind.
 *
 * @throws whatever `create` throws that is no race, a write in doubt among it, and the last race.
 * @example
 * const user = await createDespiteRace(async () => {
 *   const found = unwrap(await acm.GET("/cluster/{cluster}/users", { params })).find(({ login }) => login === body.login);
 *   if (found?.id === undefined) return unwrap(await acm.POST("/cluster/{cluster}/users", { params, body }));
 *   return unwrap(await acm.POST("/cluster/{cluster}/user/{id}", { params: { path: { ...params.path, id: found.id } }, body }));
 * });
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/poll.go (RetryOnTransientCreateRace)
 */
export async function createDespiteRace<T>(create: () => Promise<T>, options: CreateRaceOptions = {}): Promise<T> {
  const { maxAttempts = MOST_ATTEMPTS, signal, onEvent, clock = systemClock } = options;
  for (let attempt = 1; ; attempt++) {
    const outcome = await settle(create);
    if (!("race" in outcome)) return outcome.created;
    if (attempt >= maxAttempts) throw outcome.race;
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
    const attributes = { "http.request.resend_count": attempt, "error.type": "race", delay_ms: delayMs };
    emit(onEvent, { type: "retry", vendor: "altinity-acm", operation: OPERATION, attributes });
    await sleep(clock, delayMs, signal);
  }
}

const OPERATION = "create despite race";

async function settle<T>(create: () => Promise<T>): Promise<{ readonly created: T } | { readonly race: unknown }> {
  try {
    const created = await create();
    if (!isAcmTransient(created)) return { created };
    const context = { vendor: "altinity-acm", operation: OPERATION, retryable: true };
    return { race: new ResponseFormatError("server answered with a row that has no id", 200, context) };
  } catch (error) {
    if (!isAcmTransient(error)) throw error;
    return { race: error };
  }
}
