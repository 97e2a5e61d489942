import {
  type AltinityAnywhereClient,
  createAltinityAnywhereClient,
  unwrap,
  waitForEnvironmentApplied,
} from "@vendor-clients/altinity-anywhere";
import { doctor, formatDoctorReport } from "@vendor-clients/altinity-anywhere/doctor";
import { answerJson } from "@vendor-clients/testing/faults";
import { waiting } from "./credentials-of.ts";
import type { SweepSetup, SweepSubject } from "./sweep-subject.ts";

const TOKEN = 'At7bAny2/h+o n"e\\y=&a<1>-tail';
const FIELDS = [`Cu5xAny6/h+o n"e\\y'=&u<2>é-tail`, "Ev3zAny8/honey+encrypted=field&%tail"] as const;

const VARIABLES = {
  input: {
    ...{ name: "x", updateStrategy: "MERGE" },
    spec: {
      datadog: { encApiKey: FIELDS[1] },
      clickHouseClusters: [{ name: "one", users: [{ name: "admin", passwordValue: FIELDS[0] }] }],
    },
  },
};

const open = ({ origin, onProgress: _, ...rest }: SweepSetup, token = TOKEN): AltinityAnywhereClient =>
  createAltinityAnywhereClient({ ...rest, baseUrl: `${origin}/api/v1/graphql`, token });

/** Altinity.Cloud Anywhere, whose variables hold secrets too. */
export const ANYWHERE: SweepSubject = {
  vendor: "altinity-anywhere",
  credential: "token",
  given: [TOKEN],
  isLogin: () => false,
  answerLogin: () => answerJson({}),
  answer: (_, echo) =>
    answerJson({
      data: {
        awsEnv: {
          ...{ name: echo, specRevision: 2 },
          status: { appliedSpecRevision: 1, pendingDelete: false, errors: [{ code: echo, message: echo }] },
        },
        awsEnvs: [{ name: echo }],
      },
    }),
  refuse: (echo) => ({
    data: null,
    errors: [{ message: echo, path: [echo, 1], extensions: { code: echo, request: echo }, locations: [echo] }],
  }),
  unwrap: (result) => unwrap(result as Parameters<typeof unwrap>[0]),
  hasOwnErrors: true,
  scenes: {
    read: (setup) => open(setup).query("awsEnv", { name: "x" }),
    wait: (setup) => waitForEnvironmentApplied(open(setup), "awsEnv", "x", waiting(setup)),
    doctor: async ({ origin, onProgress: _, ...rest }) => {
      const report = await doctor({ ...rest, baseUrl: `${origin}/api/v1/graphql`, token: TOKEN });
      return { report, text: formatDoctorReport(report) };
    },
    misuse: async (setup) => {
      const tries = [() => open(setup, `${TOKEN}\n`), () => open({ ...setup, origin: `https://me:${FIELDS[1]}@x` })];
      return tries.map((one) => {
        try {
          return one();
        } catch (error) {
          return error;
        }
      });
    },
  },
};

/** The same with a mutation whose variables are secrets by the names of their fields. */
export const ANYWHERE_VARIABLES: SweepSubject = {
  ...ANYWHERE,
  credential: "variables",
  given: [TOKEN, ...FIELDS],
  answer: (_, echo) =>
    answerJson({ data: { updateAWSEnv: null }, errors: [{ message: echo, extensions: { code: echo } }] }),
  scenes: { write: (setup) => open(setup).mutate("updateAWSEnv", VARIABLES as never) },
};
