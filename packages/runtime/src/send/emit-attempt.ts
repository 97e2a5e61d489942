import { ClientError } from "../errors/client-error.ts";
import { emit } from "../events/client-event.ts";
import type { CallPlan, Exchanged } from "./call-plan.ts";
import type { Failure } from "./classify.ts";

/** Tells of one attempt, by the names of OpenTelemetry's HTTP conventions. */
export function emitAttempt<T>(
  { onEvent, context, method, path, origin }: CallPlan<T>,
  { attempts }: { readonly attempts: number },
  durationMs: number,
  outcome: Exchanged<T> | undefined,
  failure: Failure<T> | undefined,
): void {
  const { hostname, port, protocol } = new URL(origin);
  const status = outcome?.response.status ?? failure?.status;
  const error = failure?.error;
  const bytes = Number(outcome?.response.headers.get("content-length") ?? Number.NaN);
  emit(onEvent, {
    type: "attempt",
    vendor: context.vendor,
    operation: context.operation,
    attributes: {
      "http.request.method": method,
      "url.template": path,
      "server.address": hostname,
      "server.port": Number(port || (protocol === "https:" ? 443 : 80)),
      "http.request.resend_count": attempts - 1,
      duration_ms: durationMs,
      ...(status !== undefined && { "http.response.status_code": status }),
      ...(Number.isFinite(bytes) && { "http.response.body.size": bytes }),
      ...(failure && { "error.type": error instanceof ClientError ? error.code : String(status ?? failure.kind) }),
    },
  });
}
