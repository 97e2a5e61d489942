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

/** Time of every wait of the matrix, in milliseconds. */
export const WAIT_TIMEOUT_MS = 600_000;

/** When what is waited for is in its state, in milliseconds from the beginning. */
export const READY_MS = 95_000;
