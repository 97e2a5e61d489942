import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isObject, type JsonObject, readPointer } from "../../json.ts";
import { ROOT } from "../../project.ts";
import { sha256 } from "../../specs.ts";
import { copyProject, type ProjectCopy } from "../project-copy.ts";
import { EXIT_CODES } from "../refusal.ts";
import { findIsolation } from "../sandbox.ts";
import { STAGES, type Stage } from "./stages.ts";
import { changeManifest, type FakeHost, readWorkflow, startHost, TOKEN } from "./testing.ts";

// Runs the lines of the workflow itself, on a copy of the project that is a repository with a remote.

const VENDOR = "edge-host";
const TYPES = `packages/${VENDOR}/src/generated/types.ts`;
const HONEY = "honey-77b0c1";
const TIME = 120_000;
const isWeak = findIsolation().command.length === 0;

let copy: ProjectCopy;
let host: FakeHost;
let temporary = "";
let original: JsonObject;

beforeAll(async () => {
  copy = copyProject(VENDOR);
  host = await startHost();
  temporary = join(copy.root, ".cache/temporary");
  mkdirSync(temporary, { recursive: true });
  original = JSON.parse(readFileSync(join(copy.root, "specs", VENDOR, "upstream.json"), "utf8"));
  git("init", "--quiet", "--initial-branch=main");
  writeFileSync(join(copy.root, ".git/info/exclude"), "node_modules\n.cache\ndist\n");
  git("add", "--all");
  git("commit", "--quiet", "-m", "Begin");
  git("init", "--quiet", "--bare", join(temporary, "remote.git"));
  git("remote", "add", "origin", join(temporary, "remote.git"));
}, TIME);
afterAll(async () => {
  await host.close();
  copy.remove();
});

function git(...args: string[]): string {
  const identity = ["-c", "user.name=Kite", "-c", "user.email=kite@example.test"];
  return execFileSync("git", [...identity, ...args], { cwd: copy.root, encoding: "utf8" }).trim();
}

/** The document with a property more, or changed in another way. */
function write(name: string, change: (document: JsonObject) => void = addProperty): string {
  const document = structuredClone(original);
  change(document);
  const file = join(temporary, name);
  writeFileSync(file, JSON.stringify(document));
  return file;
}

function addProperty(document: JsonObject): void {
  const schemas = readPointer(document, "#/components/schemas");
  const holders = Object.values(isObject(schemas) ? schemas : {}).filter(isObject);
  const properties = holders.map((one) => one["properties"]).find((one) => isObject(one) && "name" in one);
  if (!isObject(properties)) throw new Error("Cannot find a schema with a name");
  properties["addedByTest"] = { type: "string" };
}

async function run(command: string, args: readonly string[], env: Record<string, string>) {
  const child = spawn(command, args, { cwd: copy.root, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => {
      output += part;
    });
  }
  const status = await new Promise<number | null>((done) => child.once("close", done));
  return { status, output };
}

/** Runs a job's line of the workflow with what its step gives it. */
function runJob(stage: Stage, more = "") {
  const jobs = readPointer(readWorkflow(join(ROOT, ".github/workflows/spec-refresh-vendor.yml")), "#/jobs");
  const steps = readPointer(isObject(jobs) ? jobs : {}, `#/${stage}/steps`);
  const lines = (Array.isArray(steps) ? steps : []).map((step) => (isObject(step) ? String(step["run"]) : ""));
  const line = lines.find((one) => one.includes("refresh-ci.ts")) ?? "false";
  const weakly = isWeak && stage !== "fetch" && stage !== "propose" ? "--allow-weak-sandbox" : "";
  const script = `${(isWeak ? line.replace("unshare -rn", "") : line).trimEnd()} ${weakly} ${more}`;
  const searchPath = `${dirname(process.execPath)}:${process.env["PATH"]}`;
  const runner = { PATH: searchPath, RUNNER_TEMP: temporary, VENDOR, GITHUB_OUTPUT: join(temporary, "output"), HONEY };
  const names = { GITHUB_REPOSITORY: "kites/clients", GITHUB_REF_NAME: "main" };
  const urls = { GITHUB_API_URL: host.url, GITHUB_SERVER_URL: host.url, GITHUB_GRAPHQL_URL: `${host.url}/graphql` };
  const token = stage === "propose" ? { REFRESH_TOKEN: TOKEN } : {};
  return run("bash", ["-e", "-c", script], { ...runner, ...names, ...urls, ...token });
}

/** All four at once, as somebody runs them on his machine. */
function runAll(...args: string[]) {
  const script = join(copy.root, "scripts/refresh-ci.ts");
  const weakly = isWeak ? ["--allow-weak-sandbox"] : [];
  const env = { PATH: process.env["PATH"] ?? "", HONEY };
  return run(process.execPath, [script, VENDOR, "--date", "2026-12-01", ...args, ...weakly], env);
}

describe("the four jobs of the workflow", () => {
  const generated = () => join(temporary, "generated");
  const manifestOf = (name: string): JsonObject =>
    JSON.parse(readFileSync(join(temporary, name, "manifest.json"), "utf8"));

  test("fetch leaves the bytes and what they are, and says that they are new", async () => {
    const file = write("in.json");
    expect(await runJob("fetch", `--from "${file}" --date 2026-12-01`)).toMatchObject({ status: 0 });
    const bytes = readFileSync(file);
    expect(JSON.parse(readFileSync(join(temporary, "fetched/fetched.json"), "utf8"))).toEqual({
      ...{ vendor: VENDOR, date: "2026-12-01", sha256: sha256(bytes), size: bytes.byteLength },
    });
    expect(readFileSync(join(temporary, "fetched/document"))).toEqual(bytes);
    expect(readFileSync(join(temporary, "output"), "utf8")).toBe("changed=true\n");
  });

  test(
    "generate leaves the generated files and no report",
    async () => {
      expect(await runJob("generate")).toMatchObject({ status: 0 });
      const { files, document } = manifestOf("generated");
      expect(document).toBe(sha256(readFileSync(join(temporary, "in.json"))));
      const paths = Array.isArray(files) ? files.filter(isObject).map(({ path }) => path) : [];
      expect(paths).toEqual([
        TYPES,
        ...["openapi", "source", "upstream"].map((name) => `specs/${VENDOR}/${name}.json`),
      ]);
    },
    TIME,
  );

  test(
    "gate refuses bytes that differ from their digest, and files that the document does not give",
    async () => {
      const [digest = ""] =
        /[0-9a-f]{64}(?=",\s*"size")/.exec(readFileSync(join(generated(), "manifest.json"), "utf8")) ?? [];
      const file = join(generated(), "files", digest);
      const [bytes, manifest] = [readFileSync(file), readFileSync(join(generated(), "manifest.json"))];
      writeFileSync(file, Buffer.concat([bytes, Buffer.from(" ")]));
      expect(await runJob("gate")).toMatchObject({
        status: EXIT_CODES.artifact,
        output: expect.stringContaining("digest"),
      });
      const other = `${bytes}\nconsole.log(1);\n`;
      rmSync(file);
      writeFileSync(join(generated(), "files", sha256(other)), other);
      changeManifest(generated(), (one) => {
        const files = Array.isArray(one["files"]) ? one["files"].filter(isObject) : [];
        Object.assign(files[0] ?? {}, { sha256: sha256(other), size: other.length });
      });
      const { status, output } = await runJob("gate");
      expect([status, output]).toEqual([EXIT_CODES.output, expect.stringContaining("reproducible")]);
      rmSync(join(generated(), "files", sha256(other)));
      writeFileSync(file, bytes);
      writeFileSync(join(generated(), "manifest.json"), manifest);
    },
    TIME,
  );

  test(
    "gate generates again, proves and leaves files with a verdict",
    async () => {
      expect(await runJob("gate")).toMatchObject({ status: 0, output: expect.stringContaining("prove") });
      const { verdict, base, files } = manifestOf("gated");
      expect(verdict).toMatchObject({ level: "additive", approvals: [], mayAutoMerge: true, isProven: true });
      expect(base).toBe(git("rev-parse", "HEAD"));
      expect(JSON.stringify(files)).toContain(`specs/${VENDOR}/changes/2026-12-01.md`);
    },
    TIME,
  );

  test("propose opens a pull request with these files", async () => {
    const { status, output } = await runJob("propose");
    expect([status, output]).toEqual([0, expect.stringContaining("pull request 1 opened")]);
    git("fetch", "--quiet", "origin", `refresh/${VENDOR}`);
    expect(git("show", `FETCH_HEAD:${TYPES}`)).toContain("addedByTest");
    expect(git("show", "FETCH_HEAD:.changeset/edge-host-2026-12-01.md")).toContain("minor");
    expect(git("status", "--porcelain")).toBe("");
    expect(output + JSON.stringify(host.requests.map(({ body }) => body))).not.toMatch(new RegExp(`${TOKEN}|${HONEY}`));
  });
});

describe("npm run refresh:ci", () => {
  test("runs all four without a host, and writes the same files into the working tree", { timeout: TIME }, async () => {
    const proposed = git("rev-parse", "FETCH_HEAD");
    const { status, output } = await runAll("--from", write("in.json"), "--skip-proof");
    expect([status, output]).toEqual([0, expect.stringContaining("written")]);
    git("add", "--all");
    // The report says that contract tests were left out.
    expect(git("diff", "--cached", "--name-only", proposed)).toBe(
      `specs/${VENDOR}/changes/2026-12-01.md\nspecs/${VENDOR}/changes/index.html`,
    );
    git("reset", "--quiet", "--hard");
  });

  test("ends with the exit code of the job that refused, and writes nothing", { timeout: TIME }, async () => {
    writeFileSync(join(temporary, "login.json"), "<html>Log in</html>");
    const { status, output } = await runAll("--from", join(temporary, "login.json"));
    expect([status, output]).toEqual([EXIT_CODES.content, expect.stringContaining("no-html")]);
    expect(git("status", "--porcelain")).toBe("");
  });

  test("for the bytes that are committed, ends after fetch", async () => {
    const file = write("committed.json");
    const path = join(copy.root, "specs", VENDOR, "source.json");
    const source = readFileSync(path, "utf8");
    writeFileSync(path, source.replace(/"sha256": "[^"]*"/, `"sha256": "${sha256(readFileSync(file))}"`));
    const { status, output } = await runAll("--from", file);
    expect([status, output]).toEqual([0, `${VENDOR}: unchanged\n`]);
    expect(existsSync(join(copy.root, ".cache/refresh-ci", VENDOR, "generated"))).toBe(false);
    writeFileSync(path, source);
  });

  test.each([
    [["fetch"], /one vendor/],
    [["fetch", "nobody"], /vendor/],
    [["propose", VENDOR], /--gated/],
    [["gate", VENDOR, "--fetched", "a", "--generated", "b"], /--gated/],
    [["--from", "a.json"], /one vendor/],
    [["--never"], /never/],
    [[VENDOR, "--date", "today"], /YYYY-MM-DD/],
  ])("for %j, says what is missing and ends with the code of misuse", async (args, message) => {
    const { status, output } = await run(process.execPath, [join(copy.root, "scripts/refresh-ci.ts"), ...args], {});
    expect([status, output]).toEqual([EXIT_CODES.usage, expect.stringMatching(message)]);
    expect(STAGES.every((stage) => output.includes(`refresh:ci -- ${stage}`) || output.includes("Usage"))).toBe(true);
  });
});

describe("a checkout without installed packages", () => {
  let bare = "";

  beforeAll(() => {
    bare = mkdtempSync(join(tmpdir(), "bare-"));
    const isKept = (path: string) => !path.includes("node_modules") && !path.endsWith(".test.ts");
    for (const place of ["scripts", `specs/${VENDOR}`]) {
      cpSync(join(ROOT, place), join(bare, place), { recursive: true, filter: isKept });
    }
  });
  afterAll(() => rmSync(bare, { recursive: true }));

  const runBare = (...args: string[]) => run(process.execPath, [join(bare, "scripts/refresh-ci.ts"), ...args], {});

  test("is enough for fetch", async () => {
    const folder = join(bare, "fetched");
    const ended = await runBare("fetch", VENDOR, "--from", write("in.json"), "--fetched", folder);
    expect(ended).toEqual({ status: 0, output: `${VENDOR}: fetched\n` });
  });

  test("is enough for propose, which then refuses what is not there", async () => {
    const { status, output } = await runBare("propose", VENDOR, "--gated", join(bare, "nowhere"));
    expect([status, output]).toEqual([EXIT_CODES.artifact, expect.stringContaining("missing-file")]);
  });
});
