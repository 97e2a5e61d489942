import { checkSecret, withHeader } from "../src/auth/credentials.ts";
import type { DoctorCheck, DoctorReport } from "../src/doctor/doctor-report.ts";
import type { DoctorOptions, DoctorSpec, Patient } from "../src/doctor/doctor-spec.ts";
import { runDoctor } from "../src/doctor/run-doctor.ts";
import { unwrap } from "../src/errors/unwrap.ts";
import type { ClientOptions } from "../src/options.ts";
import { createTrustingFetch, type TlsTrust } from "../src/send/tls.ts";
import { createClient } from "./create-client.ts";

/** The key of every client of these tests; nothing else looks like it. */
export const HONEY = "h0ney-4711-canary-value";

/** Options of the vendor "acme", whose client sends a key in a header. */
export interface AcmeOptions extends ClientOptions {
  readonly key: string;
}

/** What a test changes of the doctor of "acme". */
export interface AcmeDoctor extends Partial<DoctorSpec<AcmeOptions>> {
  readonly patient?: Partial<Patient>;
  readonly run?: DoctorOptions;
}

/** A report and its checks by name. */
export interface Examined {
  readonly report: DoctorReport;
  readonly found: Readonly<Record<string, DoctorCheck | undefined>>;
}

/** Runs the doctor of "acme", which reads `GET /kites`. */
export async function examineAcme(
  options: Partial<AcmeOptions> & { readonly baseUrl: string },
  { patient, run, ...spec }: AcmeDoctor = {},
): Promise<Examined> {
  const report = await runDoctor<AcmeOptions>(
    {
      vendor: "acme",
      options: { key: HONEY, ...options },
      readBaseUrl: ({ baseUrl }) => baseUrl ?? "",
      open: ({ key, ...given }) => {
        const authenticate = withHeader("X-Key", checkSecret("key", key));
        const config = { ...given, baseUrl: given.baseUrl ?? "", authenticate, secrets: new Set([key]) };
        const client = createClient({ ...config, ...(spec.trust && { fetch: spec.trust.createFetch() }) });
        return {
          auth: { expiresAt: undefined },
          isRenewed: false,
          operation: "GET /kites",
          read: async (limits) => unwrap(await client.GET("/kites", { ...limits })),
          isExpected: Array.isArray,
          ...patient,
        };
      },
      ...spec,
    },
    run,
  );
  return { report, found: Object.fromEntries(report.checks.map((check) => [check.name, check])) };
}

/** The part of a doctor that trusts one authority or certificate. */
export function trusting(tls: TlsTrust): Pick<AcmeDoctor, "trust"> {
  return { trust: { tls, createFetch: () => createTrustingFetch(tls) } };
}
