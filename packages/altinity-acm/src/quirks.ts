import type { Interpretation, VendorFailure } from "@vendor-clients/runtime";
import { readDetails } from "@vendor-clients/runtime/kit";

/**
 * Operations that a caller without a token is shown; they get no credentials, and no login happens for them. The last six stand in the
 * revision of 2025 only.
 *
 * @see https://acm.altinity.cloud/api/reference.json (fetched without a token)
 */
export const PUBLIC_OPERATIONS: ReadonlySet<string> = new Set([
  "POST /login",
  "POST /login/recover",
  "GET /login/reset",
  "POST /login/reset",
  "POST /login/verify",
  "GET /probe",
  "POST /signup-email",
  "GET /signup/confirm",
  "POST /signup/confirm",
  "GET /singleauth",
  "POST /singleauth",
  "GET /auth0/connections",
  "GET /reference.json",
  "POST /aws-marketplace-gateway",
  "POST /aws-marketplace-sub",
  "POST /gcp-marketplace-gateway",
  "POST /signup",
]);

interface Envelope {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly code?: unknown;
}

/**
 * Reads ACM's envelope `{ data, error, code }`.
 *
 * Failures come with HTTP 200 too: a non-empty `error`, whose true status is the `code` when that is one, or `data: false`. A `code` of 400
 * to 599 is a failure also where `error` is empty: nothing else says why there would be no data, and an empty list would pass for the truth.
 * Anything without an envelope is the data itself. A lock of the environment says that nothing was done.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/client.go (handleResponse, doRequest)
 * @see https://github.com/Altinity/acmctl/blob/19a0039/pkg/api/client.go (Do)
 */
export function interpretAcmAnswer(body: unknown, response: Response): Interpretation {
  const envelope = readEnvelope(body);
  const { data, error, code } = envelope ?? {};
  if (isLock(error)) return { error: body, ...readStatus(code), notExecuted: true, retryAfterMs: LOCK_RETRY_MS };
  if (!response.ok) return { error: body, ...(isGone(response, error) && { status: 404 }) };
  if (!envelope) return { data: body };
  const told = isEnvelope(envelope) ? readStatus(code) : {};
  if (!isEmpty(error) || data === false || told.status !== undefined) return { error: body, ...told };
  return { data: Object.hasOwn(envelope, "data") ? data : body };
}

/**
 * Finds code and message in ACM's envelope, whose `error` is a text, an object with a message or a list of those; plain text is a message
 * too, a page of a proxy is not.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/client.go (isBoolFalseEnvelope)
 */
export function describeAcmFailure(answer: unknown): VendorFailure {
  if (typeof answer === "string") return /^\s*</.test(answer) ? {} : { message: answer };
  const { data, error, code } = readEnvelope(answer) ?? {};
  const details = typeof error === "object" ? readDetails(error) : [];
  const messages = details.map((detail) => detail.message).filter(Boolean);
  const text = typeof error === "string" ? error : messages.join("; ");
  const message = text || (data === false ? NO_CAUSE : "");
  return {
    ...((typeof code === "number" || typeof code === "string") && code !== "" && { code: String(code) }),
    ...(message !== "" && { message }),
    ...(details.length > 0 && { details }),
  };
}

const NO_CAUSE = "data is false: the statement failed in ClickHouse; only the cluster's audit log tells the cause";

/** How often ACM is asked whether an environment's lock is free again. */
const LOCK_RETRY_MS = 15_000;

/**
 * Whether an operation was turned away because another one runs in the environment: nothing was done, so even a write may be sent again.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/errors.go (IsOperationInProgress)
 */
function isLock(error: unknown): boolean {
  return typeof error === "string" && /operation is in progress/i.test(error);
}

/**
 * Whether a 400 says what 404 would: a keeper that is gone does.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/errors.go (IsNotFound)
 */
function isGone({ status }: Response, error: unknown): boolean {
  return status === 400 && typeof error === "string" && /\bnot found\b/i.test(error);
}

function readEnvelope(body: unknown): Envelope | undefined {
  return typeof body === "object" && body !== null && !Array.isArray(body) ? body : undefined;
}

/** Whether an object is an envelope, and no answer without one that has a `code` of its own. */
function isEnvelope(envelope: Envelope): boolean {
  return Object.hasOwn(envelope, "data") || Object.hasOwn(envelope, "error") || Object.keys(envelope).length === 1;
}

function isEmpty(error: unknown): boolean {
  return !error || (typeof error === "object" && Object.keys(error).length === 0);
}

function readStatus(code: unknown): { readonly status?: number } {
  const status = typeof code === "string" || typeof code === "number" ? Number(code) : Number.NaN;
  return Number.isInteger(status) && status >= 400 && status <= 599 ? { status } : {};
}
