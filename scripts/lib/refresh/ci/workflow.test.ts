import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isObject, type Json, type JsonObject } from "../../json.ts";
import { ROOT } from "../../project.ts";
import { VENDORS } from "../../vendors.ts";
import { listVariables } from "./list-variables.ts";
import { parseArguments } from "./parse-arguments.ts";
import { STAGES } from "./stages.ts";
import { readWorkflow } from "./testing.ts";

const NAMES = VENDORS.map(({ name }) => name);
const FILES = ["spec-refresh.yml", "spec-refresh-vendor.yml"].map((name) => join(ROOT, ".github/workflows", name));
const [caller, called] = FILES.map(readWorkflow);
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const jobs = object(called?.["jobs"]);
const stepsOf = (job: string) => list(object(jobs[job])["steps"]);
const text = (value: unknown) => JSON.stringify(value);
/** Lines of a job that run the command. */
const runsOf = (job: string) =>
  stepsOf(job).flatMap(({ run }) => (/refresh-ci/.test(String(run)) ? [String(run)] : []));

describe("spec-refresh.yml", () => {
  const refresh = object(object(caller?.["jobs"])["refresh"]);
  const inputs = object(object(object(caller?.["on"])["workflow_dispatch"])["inputs"]);

  test("runs by schedule and by hand, and never for a pull request", () => {
    expect(Object.keys(object(caller?.["on"]))).toEqual(["schedule", "workflow_dispatch"]);
    expect(Object.keys(object(called?.["on"]))).toEqual(["workflow_call"]);
  });

  test("has one entry per vendor, each with a queue of its own", () => {
    const vendor = String(object(object(refresh["strategy"])["matrix"])["vendor"]);
    expect(JSON.parse(/'(\[[^'{}]*\])'/.exec(vendor)?.[1] ?? "")).toEqual(NAMES);
    expect(object(inputs["vendor"])["options"]).toEqual(["all", ...NAMES]);
    expect(object(refresh["concurrency"])["group"]).toContain("matrix.vendor");
    expect(object(refresh["strategy"])["fail-fast"]).toBe(false);
  });

  test("hands every vendor its own credentials, by the names of source.json, and no other's", () => {
    const secrets = object(refresh["secrets"]);
    const want = VENDORS.flatMap(({ name }) => {
      const source = JSON.parse(readFileSync(join(ROOT, "specs", name, "source.json"), "utf8"));
      return listVariables(source).map((variable) => [variable, name]);
    });
    expect(
      Object.fromEntries(
        want.map(([variable, name]) => [variable, `\${{ matrix.vendor == '${name}' && secrets.${variable} || '' }}`]),
      ),
    ).toEqual(secrets);
    expect(Object.keys(object(object(object(called?.["on"])["workflow_call"])["secrets"])).sort()).toEqual(
      Object.keys(secrets).sort(),
    );
    expect(Object.keys(object(stepsOf("fetch").find(({ id }) => id === "fetch")?.["env"])).sort()).toEqual(
      Object.keys(secrets).sort(),
    );
  });

  test("calls a workflow that exists, and hands on every flag that a person can set", () => {
    expect(existsSync(join(ROOT, String(refresh["uses"])))).toBe(true);
    expect(Object.keys(object(refresh["with"]))).toEqual(Object.keys(inputs));
    expect(Object.keys(object(object(object(called?.["on"])["workflow_call"])["inputs"]))).toEqual(Object.keys(inputs));
  });
});

describe("both workflows", () => {
  test.each(FILES)("%s names every action by a full digest", (file) => {
    const uses = readFileSync(file, "utf8").match(/uses: .*/g) ?? [];
    const remote = uses.filter((line) => !line.startsWith("uses: ./"));
    for (const line of remote) expect(line).toMatch(/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(uses.length).toBeGreaterThan(0);
  });

  test.each(FILES)("%s gives no right unless a job asks for it", (file) => {
    expect(readWorkflow(file)["permissions"]).toEqual({});
  });

  test.each(FILES)("%s restores no cache and puts no expression into a script", (file) => {
    const source = readFileSync(file, "utf8");
    expect(source).not.toMatch(/actions\/cache|cache: npm|pull_request_target/);
    for (const job of Object.keys(jobs)) for (const { run } of stepsOf(job)) expect(String(run)).not.toContain("${{");
  });
});

describe("spec-refresh-vendor.yml", () => {
  test("has the four jobs of the command, each after the one before", () => {
    expect(Object.keys(jobs)).toEqual([...STAGES]);
    expect(STAGES.map((job) => object(jobs[job])["needs"])).toEqual([undefined, "fetch", "generate", "gate"]);
    expect(object(jobs["generate"])["if"]).toBe("needs.fetch.outputs.changed == 'true'");
  });

  test("lets the last job alone write, and that only contents and pull requests", () => {
    const rights = STAGES.map((job) => object(jobs[job])["permissions"]);
    const read = { contents: "read" };
    expect(rights).toEqual([read, read, read, { contents: "write", "pull-requests": "write" }]);
  });

  test("has vendors' credentials in fetch alone, and the token in propose alone", () => {
    const has = (pattern: RegExp) => STAGES.filter((job) => pattern.test(text(jobs[job])));
    expect(has(/secrets\./)).toEqual(["fetch"]);
    expect(has(/github\.token|GITHUB_TOKEN/)).toEqual(["propose"]);
    const install = stepsOf("fetch").find(({ run }) => String(run).startsWith("npm ci"));
    expect(install?.["if"]).toBe("inputs.vendor == 'altinity-anywhere'");
    const holders = stepsOf("fetch").filter((step) => /secrets\./.test(text(step)));
    expect(holders.map(({ id }) => id)).toEqual(["fetch"]);
  });

  test("keeps no credential of the checkout and no cache, and installs without scripts, beside the token nothing", () => {
    for (const job of STAGES) {
      const [checkout, node, ...rest] = stepsOf(job);
      expect(object(checkout?.["with"])).toEqual({ "persist-credentials": false });
      expect(object(node?.["with"])).toEqual({ "node-version": 24, "package-manager-cache": false });
      const installs = rest.filter(({ run }) => /npm (ci|i|install)\b/.test(String(run))).map(({ run }) => String(run));
      expect(installs).toEqual(job === "propose" ? [] : ["npm ci --ignore-scripts --no-audit --no-fund"]);
    }
  });

  test.each(STAGES)("runs %s once, by a line that the command takes", (stage) => {
    const [line = "", ...more] = runsOf(stage);
    expect(more).toEqual([]);
    const words = line
      .replaceAll(/\$\{ALLOW_\w+:\+(--[a-z-]+)\}/g, "$1")
      .replaceAll('"', "")
      .trim()
      .split(/\s+/);
    const args = words.slice(words.indexOf("scripts/refresh-ci.ts") + 1).map((word) => word.replace("$VENDOR", "ccx"));
    const parsed = parseArguments(args);
    expect([parsed.stage, parsed.vendors.map(({ name }) => name)]).toEqual([stage, ["ccx"]]);
    const flags = [parsed.allowShrink, parsed.allowHost, parsed.allowSecurityLoss];
    expect(flags).toEqual(Array(3).fill(stage === "generate" || stage === "gate"));
    expect(parsed.isStrict).toBe(true);
  });

  test("takes network and environment from generate, and the environment from gate", () => {
    expect(runsOf("generate")[0]).toMatch(/^env -i "PATH=\$PATH" unshare -rn node /);
    expect(runsOf("gate")[0]).toMatch(/^env -i "PATH=\$PATH" node /);
  });

  test("leaves each artifact for the job that reads it, for a day", () => {
    const steps = STAGES.flatMap((job) => stepsOf(job).map((step) => ({ job, step })));
    const named = (action: string) =>
      steps
        .filter(({ step }) => String(step["uses"]).startsWith(action))
        .map(({ job, step }) => `${job} ${object(step["with"])["path"]}`.replace(/\$\{\{ runner.temp \}\}\//, ""));
    expect(named("actions/upload-artifact")).toEqual(["fetch fetched", "generate generated", "gate gated"]);
    expect(named("actions/download-artifact")).toEqual([
      ...["generate fetched", "gate fetched", "gate generated", "propose gated"],
    ]);
    expect(text(called).match(/"retention-days":1[,}]/g)).toHaveLength(3);
  });
});
