import type { RateLimit } from "@vendor-clients/runtime";

/**
 * Provisioning API v1: one request in 2.5 s from one address. The tenth of a second more keeps the gap where requests arrive, as they do not
 * all travel for the same time.
 *
 * @see https://www.instaclustr.com/support/api-integrations/api-reference/provisioning-api/
 */
const V1: RateLimit = { key: "/provisioning/v1", intervalMs: 2600, burst: 1, afterRestMs: 500 };

/**
 * Cluster Management API v2: 35 requests in any second, counted over a sliding window. 2 at once and 33 in the second that follows are 35, and
 * 33.3 a second is 95 % of the rate; without the second one at once, every late timer would cost some of it.
 *
 * @see https://instaclustr.redoc.ly/Current/tag/Cluster-Management-V2-Trait/
 * @see https://www.instaclustr.com/support/api-integrations/api-reference/rate-limits/instaclustr-api-rate-limits/
 */
const V2: RateLimit = { key: "/cluster-management/v2", intervalMs: 30, burst: 2 };

/** The limit that an operation counts against. */
export function limitOf(operation: string): RateLimit {
  return operation.includes(" /provisioning/v1/") ? V1 : V2;
}
