/**
 * What a client tells about its work, for logs and traces; attribute names follow OpenTelemetry's HTTP conventions where these have one.
 *
 * Holds no header, query value or body.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export interface ClientEvent {
  /**
   * `attempt`: one exchange ended. `retry`: another one follows after a delay. `throttle`: a call waits for the vendor's limit.
   * `credentials`: a token was renewed, or credentials end soon. `drift`: the vendor sent a value in another form than its document says.
   * `poll`: a waiter looked at a resource.
   */
  readonly type: "attempt" | "retry" | "throttle" | "credentials" | "drift" | "poll";
  readonly vendor: string;
  /** Method and path template, such as `GET /clusters/{id}`. */
  readonly operation: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** Receives what a client tells; what it throws, or rejects with, is ignored. */
export type EventListener = (event: ClientEvent) => void;

/** Tells a listener, whose own failure must not become the call's. */
export function emit(listen: EventListener | undefined, event: ClientEvent): void {
  tell(listen, event);
}

/** Calls something of the caller's; neither what it throws nor what it rejects with later reaches anybody. */
export function tell<V>(listen: ((value: V) => unknown) | undefined, value: V): void {
  try {
    const told = listen?.(value);
    if (told instanceof Promise) told.catch(() => {});
  } catch {
    // A logger that fails must not fail a call that succeeded.
  }
}
