/** Written as a pattern because a list of their names would be a part of every bundle; a test compares it with the document. */
const PUBLIC_OPERATIONS =
  / \/v1\/(auth\/(?!orgs|mfa)|tenants\/signup|system\/(users\/(password\/|email\/{)|admins\/auth\/))/;

/** Whether an operation, such as `GET /v1/auth/org`, demands no credentials; it gets none, and no login happens for it. */
export function isPublicOperation(operation: string): boolean {
  return PUBLIC_OPERATIONS.test(operation);
}
