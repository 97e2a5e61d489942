import type { ClientAuth } from "../auth/client-auth.ts";
import type { ClientOptions, SendLimits } from "../options.ts";
import type { TlsTrust } from "../send/tls.ts";
import type { Finding } from "./doctor-report.ts";

/** What a doctor takes beside the client's options. */
export interface DoctorOptions {
  /** Ends the examination; its `reason` is rethrown untouched. */
  readonly signal?: AbortSignal;
  /**
   * Time of each check in milliseconds.
   *
   * @default 15_000
   */
  readonly timeoutMs?: number;
}

/** How one vendor's client is examined. */
export interface DoctorSpec<O extends ClientOptions> {
  /** Name of the vendor in the report. */
  readonly vendor: string;
  /** As the caller gave them. */
  readonly options: O;
  /** Address of the API; throws TypeError where there is none. */
  readonly readBaseUrl: (options: O) => string;
  /** Path that the vendor's own installations serve the API at; `""` for none, absent where that is not known. */
  readonly basePath?: string;
  /** Creates the client; throws TypeError for options that cannot be used. */
  readonly open: (options: O) => Patient;
  /** Whom the client trusts in place of the system's authorities, and how it sends then. */
  readonly trust?: { readonly tls: TlsTrust; readonly createFetch: () => typeof globalThis.fetch } | undefined;
}

/** What every call of a doctor takes: one attempt, bounded in time. */
export interface AskLimits extends SendLimits {
  readonly signal?: AbortSignal;
}

/** A client as a doctor looks at it. */
export interface Patient {
  readonly auth: ClientAuth;
  /** Whether the client renews its credentials itself. */
  readonly isRenewed: boolean;
  /** When credentials end that tell so themselves, such as a JWT. */
  readonly endsAt?: Date | undefined;
  /** Method and path template of `read`, as errors name it. */
  readonly operation: string;
  /** A small reading call that every valid credential may send: its data, or what `unwrap` throws. */
  readonly read: (limits: AskLimits) => Promise<unknown>;
  /** Whether data are what the vendor answers to `read`. */
  readonly isExpected: (data: unknown) => boolean;
  /** What a refusal with 403 asks for. */
  readonly forbiddenAdvice?: string;
  /** What the calls act on; absent where the vendor has no scopes. Not asked when the credentials were refused. */
  readonly checkScope?: (reading: Reading, limits: AskLimits) => Finding | Promise<Finding>;
}

/** What became of a call: the data of a success, or what was thrown. */
export interface Reading {
  readonly data?: unknown;
  readonly failure?: CallFailure;
  readonly durationMs: number;
}

/** What is known of a failed call; nothing that the vendor wrote but its code. */
export interface CallFailure {
  /** Code of the client's error, such as `HTTP_ERROR`; `MISUSE` for a call that was never sent. */
  readonly code: string;
  /** Method and path template of the call that failed; the login's, where that failed. */
  readonly operation: string | undefined;
  readonly status: number | undefined;
  readonly vendorCode: string | undefined;
  /** Whether the same call may succeed later. */
  readonly isPassing: boolean;
  /** Code of the system, such as `ECONNREFUSED`. */
  readonly systemCode: string | undefined;
}
