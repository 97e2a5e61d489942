import type { ClientOptions, WaitStep } from "@vendor-clients/runtime";
import type { ArrivedRequest, HealthyAnswer } from "@vendor-clients/testing/faults";

/** What is done with a client: calls, a wait, a listing, an examination, and options that cannot be used. */
export const SCENES = ["read", "write", "wait", "pages", "doctor", "misuse"] as const;

/** One of {@link SCENES}. */
export type Scene = (typeof SCENES)[number];

/** Options of every client of the sweep, and listeners of its waiters. */
export interface SweepSetup extends Required<Pick<ClientOptions, "fetch" | "clock" | "onEvent" | "maxBodyBytes">> {
  readonly onProgress: (step: WaitStep) => void;
  readonly origin: string;
}

/** One way to authenticate with one vendor. */
export interface SweepSubject {
  readonly vendor: string;
  /** Name of the option. */
  readonly credential: string;
  /** Secrets that the caller gives. */
  readonly given: readonly string[];
  /** The token that the vendor gives in return; absent where a secret is sent as it is. */
  readonly issued?: string | undefined;
  readonly isLogin: (request: ArrivedRequest) => boolean;
  /** What a healthy server answers to a login. */
  readonly answerLogin: (token: string, echo: string) => HealthyAnswer;
  /** What a healthy server answers to anything else; it repeats a text in all places that a client may show. */
  readonly answer: (request: ArrivedRequest, echo: string) => HealthyAnswer;
  /** The body of a failure in the vendor's own shape. */
  readonly refuse: (echo: string) => unknown;
  /** The same for a login, where it differs. */
  readonly refuseLogin?: ((echo: string) => unknown) | undefined;
  /** Makes an exception of what a call returned, or gives its data. */
  readonly unwrap: (result: unknown) => unknown;
  /** Whether what a call returns as its error is the client's own, without the vendor's answer in it. */
  readonly hasOwnErrors?: boolean;
  readonly scenes: Readonly<Partial<Record<Scene, (setup: SweepSetup) => Promise<unknown>>>>;
}
