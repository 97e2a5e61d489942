import { type Result, unwrap } from "@vendor-clients/runtime";
import { type ArrivedRequest, answerJson, type HealthyAnswer } from "@vendor-clients/testing/faults";
import type { SweepSetup, SweepSubject } from "./sweep-subject.ts";

/** A vendor's client as the sweep calls it: by method and path, without its types. */
export type LooseClient = Readonly<Record<"GET" | "POST", (path: string, init?: object) => Promise<unknown>>> & {
  readonly pages: { readonly GET: (path: string, init?: object) => AsyncIterable<unknown> };
};

/** What all credentials of one vendor have in common. */
export interface VendorSweep extends Pick<SweepSubject, "vendor" | "answer" | "refuse"> {
  readonly basePath?: string;
  readonly create: (options: object) => object;
  readonly read: string;
  readonly write: readonly [path: string, body: object];
  readonly list?: string;
  readonly wait: (client: never, options: object) => Promise<unknown>;
  readonly doctor: (options: never) => Promise<unknown>;
  readonly format: (report: never) => string;
}

/** One credential of a vendor. */
export interface OneCredential
  extends Pick<SweepSubject, "credential" | "given">,
    Partial<Pick<SweepSubject, "issued" | "answerLogin" | "refuseLogin">> {
  /** Options of the client; made for the origin that it calls. */
  readonly options: (origin: string) => object;
  readonly loginPath?: string;
  /** Where this credential is not taken by the vendor's usual calls. */
  readonly read?: string;
  readonly isReadOnly?: boolean;
}

const WAIT_MS = 100_000;
const MOST_PAGES = 4;
const PATH = { uid: "x", id: "1", clusterId: "x", store_uuid: "x", cluster: "1", region: "x" };

/** A credential in all scenes. */
export function toSubject(vendor: VendorSweep, one: OneCredential): SweepSubject {
  const { basePath = "", list, create } = vendor;
  const options = ({ origin, onProgress: _, ...rest }: SweepSetup) => ({
    ...rest,
    baseUrl: origin + basePath,
    ...one.options(origin),
  });
  const open = (setup: SweepSetup) => create(options(setup)) as unknown as LooseClient;
  const params = { path: PATH };
  const readPath = one.read ?? vendor.read;
  const isUsual = one.read === undefined;
  return {
    ...{ vendor: vendor.vendor, answer: vendor.answer, refuse: vendor.refuse, unwrap: unwrapResult },
    ...{ credential: one.credential, given: one.given, issued: one.issued, refuseLogin: one.refuseLogin },
    isLogin: ({ path }: ArrivedRequest) => one.loginPath !== undefined && path.endsWith(one.loginPath),
    answerLogin: one.answerLogin ?? answerNothing,
    scenes: {
      read: (setup) => open(setup).GET(readPath, { params }),
      ...(isUsual &&
        !one.isReadOnly && { write: (setup) => open(setup).POST(vendor.write[0], { params, body: vendor.write[1] }) }),
      ...(isUsual && { wait: (setup) => vendor.wait(open(setup) as never, waiting(setup)) }),
      ...(isUsual &&
        list && { pages: (setup) => readAll(open(setup).pages.GET(list, { params, maxPages: MOST_PAGES })) }),
      doctor: (setup) => examine(vendor, options(setup)),
      misuse: (setup) => misuse(create, options(setup), one.given),
    },
  };
}

function answerNothing(): HealthyAnswer {
  return answerJson({});
}

/** Options of a wait. */
export function waiting({ clock, onEvent, onProgress }: SweepSetup): object {
  return { clock, onEvent, onProgress, timeoutMs: WAIT_MS };
}

async function examine({ doctor, format }: Pick<VendorSweep, "doctor" | "format">, options: object) {
  const report = await doctor(options as never);
  return { report, text: format(report as never) };
}

async function readAll(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pages);
}

/** Turns a secret in any option into one that cannot be used. */
async function misuse(
  create: (options: object) => object,
  options: object,
  given: readonly string[],
): Promise<readonly unknown[]> {
  const [secret = ""] = given;
  const encoded = encodeURIComponent(secret);
  const wrong: object[] = [
    spoil(options, given) as object,
    { ...options, headers: { "X-Token": `${secret}\n` } },
    { ...options, baseUrl: `https://user:${encoded}@api.example.test` },
    { ...options, baseUrl: `https://api.example.test?token=${encoded}` },
    { ...options, baseUrl: secret },
    { ...options, login: secret, apiKey: `${secret}\n`, token: `${secret}\n`, session: `${secret};` },
    { ...options, timeoutMs: secret },
  ];
  const thrown: unknown[] = [];
  for (const each of wrong) {
    try {
      create(each);
    } catch (error) {
      thrown.push(error);
    }
  }
  return thrown;
}

/** A copy whose secrets end in a line break, which no header can carry. */
function spoil(value: unknown, given: readonly string[]): unknown {
  if (typeof value === "string") return given.includes(value) ? `${value}\r\n` : value;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  if ("setTimer" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spoil(each, given)]));
}

function unwrapResult(result: unknown): unknown {
  return unwrap(result as Result<unknown, unknown>);
}
