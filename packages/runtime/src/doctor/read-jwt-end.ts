/**
 * When a token says that it ends, if it is a JWT; nothing of it is checked.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
 */
export function readJwtEnd(token: unknown): Date | undefined {
  const [, payload] = typeof token === "string" ? (/^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token) ?? []) : [];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    const { exp } = (claims ?? {}) as { exp?: unknown };
    return typeof exp === "number" && exp > 0 && exp < 1e11 ? new Date(exp * 1_000) : undefined;
  } catch {
    return undefined;
  }
}
