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

/** Receives what a client tells; what it throws is ignored. */
export type EventListener = (event: ClientEvent) => void;

/** Tells a listener, whose own failure must not become the call's. */
export function emit(listen: EventListener | undefined, event: ClientEvent): void {
  try {
    listen?.(event);
  } catch {
    // A logger that fails must not fail a call that succeeded.
  }
}
