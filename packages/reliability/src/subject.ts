import type { CallInit, ClientOptions, Result, WaitOptions } from "@vendor-clients/runtime";
import type { ArrivedRequest, CallClass } from "@vendor-clients/testing/faults";
import type { VendorWorld } from "./world/vendor-world.ts";

/** A vendor's client as the matrix calls it: by method and path, without its types. */
export type AnyClient = Readonly<
  Record<
    "GET" | "PUT" | "POST" | "DELETE" | "PATCH",
    (path: string, init: CallInit) => Promise<Result<unknown, unknown>>
  >
>;

/** One call that the matrix makes. */
export interface SubjectCall {
  /** Sends it, for the name that the ledger is asked for; a waiter gives what it waited for. */
  readonly send: (client: AnyClient, name: string, options: CallInit & WaitOptions) => Promise<unknown>;
  /** Whether its document allows a success without a body. */
  readonly mayBeEmpty?: boolean;
  /** Gone is as good as deleted, once a deletion may have taken effect. */
  readonly isDeletion?: boolean;
  /** The name in what a creation returned. */
  readonly readName?: (data: unknown) => string | undefined;
  /** Something of that name must be there before. */
  readonly needsExisting?: boolean;
}

/** Where and how a client is made. */
export interface SubjectSetup extends Required<Pick<ClientOptions, "fetch" | "clock" | "onEvent" | "maxBodyBytes">> {
  /** Host of this run alone, such as `run7.example.test`, or the origin of a server. */
  readonly origin: string;
}

/** One vendor in the matrix. */
export interface Subject {
  readonly vendor: string;
  /** Whether the client can get other credentials after a 401. */
  readonly isRenewable: boolean;
  /** Whether a login that failed may not be sent again by itself. @default false */
  readonly sendsLoginOnce?: boolean;
  /** Secrets that must show up nowhere. */
  readonly secrets: readonly string[];
  readonly createClient: (setup: SubjectSetup) => AnyClient;
  /** A healthy server; `existing` names are there from the beginning. */
  readonly createWorld: (existing: readonly string[]) => VendorWorld;
  /** The request that obtains a token. */
  readonly isTokenRequest: (request: ArrivedRequest) => boolean;
  readonly calls: Readonly<Partial<Record<CallClass, readonly SubjectCall[]>>>;
}
