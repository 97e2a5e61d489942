/**
 * An error that is known by its code only, for where the classes of the errors are not: a result that no client made, and a client whose code
 * for failures could not be loaded.
 */
export function toBareError(
  code: string,
  found: string,
  {
    secrets: _,
    ...facts
  }: { readonly vendor?: string; readonly operation?: string } & Readonly<Record<string, unknown>>,
): Error {
  const { vendor = "API", operation = "call" } = facts;
  const members = {
    name: "ClientError",
    code,
    vendor,
    operation,
    retryable: false,
    attempts: 1,
    details: [],
    ...facts,
  };
  const brand = { [Symbol.for("vendor-clients.error")]: true };
  return Object.assign(new Error(`Cannot call ${vendor} ${operation}: ${found}`), members, brand);
}
