import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject } from "../../json.ts";
import { pathsOf, type Spoil, spoil } from "../gate/hostile-document.ts";
import { HOSTILE_CASES } from "../gate/hostile-documents.ts";
import { HOSTILE_SCHEMAS, INERT_SDL } from "../gate/hostile-schemas.ts";
import { INERT_CASES } from "../output/inert-documents.ts";
import type { ProjectCopy } from "../project-copy.ts";
import { HOSTILE_ANSWERS } from "./hostile-answers.ts";

/** One hostile input for the whole command, and what has to become of it. */
export interface HostileRun {
  /** Of the kind of attack, see `hostile-kinds.ts`. */
  readonly kind: number;
  readonly title: string;
  readonly vendor: "edge-host" | "altinity-anywhere";
  /** Kind and rule of the refusal; absent where the input is let through and has to do nothing. */
  readonly refusal?: readonly [kind: string, rule: RegExp];
  /** What the command is given. */
  readonly bytes?: (copy: ProjectCopy) => Uint8Array | string;
  /** What a vendor's server answers instead. */
  readonly answer?: string;
  readonly args?: readonly string[];
}

/** The committed document of the smallest vendor that publishes one, to be spoilt. */
function readBase({ root }: ProjectCopy): JsonObject {
  const value: unknown = JSON.parse(readFileSync(join(root, "specs/edge-host/upstream.json"), "utf8"));
  return isObject(value) ? value : {};
}

const change = (kind: number, title: string, refusal: [string, RegExp] | undefined, apply: Spoil): HostileRun => ({
  kind,
  title,
  vendor: "edge-host",
  ...(refusal && { refusal }),
  bytes: (copy) => spoil(apply, readBase(copy)),
});

const CHANGED_MEANINGS: readonly HostileRun[] = [
  change(34, "all operations but one are gone", ["shrink", /^max-shrink$/], (document) => {
    const [first = "", item = {}] = Object.entries(pathsOf(document))[0] ?? [];
    document["paths"] = { [first]: item };
  }),
  change(11, "a path with a template", ["invalid", /^parameter$/], (document) => {
    pathsOf(document)['/a\u0024{globalThis.CANARY="sung"}'] = { get: { responses: { "200": { description: "" } } } };
  }),
  change(12, "a server elsewhere", ["host", /^known-host$/], (document) => {
    document["servers"] = [{ url: "https://evil.test/v1" }];
  }),
  change(35, "a server of one operation elsewhere", ["host", /^known-host$/], (_, __, operation) => {
    operation["servers"] = [{ url: "https://evil.test/v1" }];
  }),
  change(35, "a scheme is gone", ["security", /^no-security-loss$/], (document) => {
    Object.assign(document["components"] ?? {}, { securitySchemes: {} });
  }),
  change(35, "a deletion appears", undefined, (document) => {
    const [path = ""] = Object.keys(pathsOf(document));
    const responses = { "204": { description: "" } };
    Object.assign(pathsOf(document)[path] ?? {}, { delete: { operationId: "deleteOfTest", responses } });
  }),
];

/** All changes that are let through, in one document, for when there is no time for each of them alone. */
export const ALL_INERT: HostileRun = {
  kind: 0,
  title: "everything that is let through, in one document",
  vendor: "edge-host",
  bytes: (copy) =>
    spoil((...places) => {
      for (const { change: apply } of INERT_CASES) apply(...places);
    }, readBase(copy)),
};

const INERT_SCHEMA: HostileRun = {
  kind: 33,
  title: "a GraphQL document: prose that closes comments",
  vendor: "altinity-anywhere",
  bytes: ({ root }) => INERT_SDL + readFileSync(join(root, "specs/altinity-anywhere/upstream.graphql"), "utf8"),
};

/** Every hostile input, by kind. */
export const HOSTILE_RUNS: readonly HostileRun[] = [
  ...[...Map.groupBy(INERT_CASES, ({ kind }) => kind)].map(([kind, cases]) => {
    const title = cases.length === 1 ? (cases[0]?.title ?? "") : `${cases.length} variants in one document`;
    return change(kind, title, undefined, (...places) => {
      for (const one of cases) one.change(...places);
    });
  }),
  ...HOSTILE_CASES.map(
    ({ kind, title, refusal, bytes }): HostileRun => ({
      ...{ kind, title, refusal, vendor: "edge-host" },
      bytes: (copy) => bytes(readBase(copy)),
    }),
  ),
  ...CHANGED_MEANINGS,
  ...HOSTILE_ANSWERS.map(
    ({ kind, title, refusal }): HostileRun => ({ kind, title, refusal, vendor: "edge-host", answer: title }),
  ),
  ...HOSTILE_SCHEMAS.map(
    ([title, text]): HostileRun => ({
      ...{ kind: 33, title: `a GraphQL document: ${title}`, vendor: "altinity-anywhere" },
      refusal: ["(content|unsafe|limit|invalid)", /./],
      bytes: () => text,
    }),
  ),
  INERT_SCHEMA,
].toSorted((a, b) => a.kind - b.kind);
