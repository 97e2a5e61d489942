import { waitFor } from "@vendor-clients/runtime";
import type { SubjectCall } from "../subject.ts";
import { toId } from "../world/vendor-world.ts";

type Method = "GET" | "PUT" | "POST" | "DELETE" | "PATCH";

/** What tells one call from another. */
export interface CallShape extends Pick<SubjectCall, "mayBeEmpty" | "needsExisting" | "isDeletion" | "readName"> {
  readonly method: Method;
  readonly path: string;
  /** Path parameters for the name of the call. */
  readonly places?: (name: string) => Readonly<Record<string, string>>;
  readonly body?: (name: string) => unknown;
  /** In place of the class that the vendor's table names. */
  readonly operationClass?: "write";
}

/** A call by method and path. */
export function toCall({ method, path, places, body, operationClass, ...rest }: CallShape): SubjectCall {
  return {
    ...rest,
    send: (client, name, options) =>
      client[method](path, {
        ...options,
        ...(operationClass && { operationClass }),
        ...(places && { params: { path: places(name) } }),
        ...(body && { body: body(name) }),
      }),
  };
}

/** Path parameters with the id of what is there. */
export function withId(parameter: string): (name: string) => Record<string, string> {
  return (name) => ({ [parameter]: toId(name) });
}

/** Waits until what a read shows is in a state; for vendors whose own waiters wait for something else than a state of one read. */
export function toWait(
  path: string,
  places: CallShape["places"],
  readState: (data: unknown) => unknown,
  wanted: string,
): SubjectCall {
  return {
    needsExisting: true,
    send: (client, name, { signal, clock }) =>
      waitFor(
        {
          vendor: "any",
          operation: "wait for state",
          id: name,
          look: (call) => client.GET(path, { ...call, params: { path: places?.(name) ?? {} } }),
          judge: (data) => (readState(data) === wanted ? { done: data } : { waiting: String(readState(data)) }),
          defaults: { firstDelayMs: 5_000, intervalMs: 15_000, timeoutMs: WAIT_TIMEOUT_MS },
        },
        { ...(signal && { signal }), ...(clock && { clock }) },
      ),
  };
}

/** Time of every wait of the matrix, in milliseconds. */
export const WAIT_TIMEOUT_MS = 600_000;

/** When what is waited for is in its state, in milliseconds from the beginning. */
export const READY_MS = 95_000;
