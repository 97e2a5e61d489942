import type { Interpretation, VendorFailure } from "@vendor-clients/runtime";

/** The kinds of credential that CCX knows: a token in `Authorization: Bearer`, the cookie of a session, HTTP Basic. */
export type CredentialKind = "bearer" | "session" | "basic";

/** Logins and what goes with them; the token endpoint has its own credentials in the body. */
const WITHOUT_CREDENTIALS: ReadonlySet<string> = new Set([
  "POST /api/auth/admin-login",
  "POST /api/auth/jwt-check",
  "GET /api/auth/jwt-login",
  "POST /api/auth/jwt-login",
  "POST /api/auth/jwt-logout",
  "POST /api/auth/login",
  "POST /api/auth/oauth2/token",
  "POST /api/auth/register",
  "POST /api/v2/auth/login",
]);

/** Operations that differ from the rest of their service. */
const EXCEPTIONS: Readonly<Record<string, readonly CredentialKind[]>> = {
  "GET /api/auth/oauth2userid": ["bearer"],
  "GET /api/admin/check": ["basic"],
  "GET /api/admin/datastores/count": ["basic"],
  "GET /api/admin/users/count": ["basic"],
  "GET /api/admin/vpcs/{region}/all": ["basic"],
  "GET /api/admin/datastores/billing/usage/{type}": ["session", "basic"],
  "GET /api/admin/datastores/csv": ["session", "basic"],
  "GET /api/admin/users/csv": ["session", "basic"],
};

/**
 * The kinds of credential that an operation, such as `GET /api/admin/users`, takes, best first; none when it is public.
 *
 * Each admin route takes one kind and refuses the others, so a client cannot send whatever it holds.
 *
 * @see https://github.com/severalnines/ccx-admin-mcp/blob/main/README.md
 */
export function findCredentialKinds(operation: string): readonly CredentialKind[] {
  if (WITHOUT_CREDENTIALS.has(operation)) return [];
  const exception = Object.hasOwn(EXCEPTIONS, operation) ? EXCEPTIONS[operation] : undefined;
  return exception ?? (operation.includes(" /api/admin/") ? ["session"] : ["bearer", "session"]);
}

/**
 * Reads CCX's error body `{ code, err, error }`: all optional, `code` a number or a string, `err` shorter than `error`, which is a detail
 * where both are sent.
 *
 * Plain text is a message too; a page of a proxy is not.
 *
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/http.go
 */
export function describeCcxFailure(failure: unknown): VendorFailure {
  if (typeof failure === "string") return isWebPage(failure) ? {} : { message: failure };
  const { code, err, error } = (failure ?? {}) as Readonly<Record<string, unknown>>;
  const [message, further] = [err, error].filter((text) => typeof text === "string" && text !== "") as string[];
  return {
    ...((typeof code === "string" || typeof code === "number") && code !== "" && { code: String(code) }),
    ...(message !== undefined && { message }),
    ...(further !== undefined && further !== message && { details: [{ message: further }] }),
  };
}

/**
 * Reads an answer: the admin API answers 500 with a gRPC text where it means 404, and a JWT login succeeds with a redirect.
 *
 * @see https://github.com/severalnines/ccx-admin-mcp/blob/main/test/tools/datastores.test.ts
 * @see https://github.com/severalnines/ccx-docs/blob/main/docs/admin/Customisation/JWT.md
 */
export function interpretCcxAnswer(body: unknown, response: Response): Interpretation {
  if (response.ok) return { data: body };
  if (isJwtLoginRedirect(response)) return { data: undefined };
  const { message = "" } = describeCcxFailure(body);
  const isMissing = response.status === 500 && message.includes("code = NotFound");
  return { error: body, ...(isMissing && { status: 404 }) };
}

/** On whose behalf a call acts; the scopes of a login have this shape. */
export interface CcxOwner {
  readonly type: string;
  readonly id: string;
}

/**
 * The value of the header `CCX-Owner`: `type:id`.
 *
 * @throws TypeError when a text has another form, or a header cannot carry it.
 * @see https://github.com/severalnines/ccx-mcp/blob/main/src/auth.ts
 */
export function formatCcxOwner(owner: string | CcxOwner): string {
  const text = typeof owner === "string" ? owner : `${owner.type}:${owner.id}`;
  if (/^[\w-]+:[\x21-\x7e]+$/.test(text)) return text;
  throw new TypeError('Cannot use owner: expected "type:id", such as "user:6f1c2a", or a scope with "type" and "id"');
}

// Any other operation that is redirected was caught by a proxy, mostly one that wants its own login.
function isJwtLoginRedirect({ status, url }: Response): boolean {
  return status === 303 && URL.canParse(url) && new URL(url).pathname.endsWith("/api/auth/jwt-login");
}

function isWebPage(text: string): boolean {
  return /^\s*</.test(text);
}
