import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { isObject, type JsonObject } from "../../json.ts";
import { copyProject, type ProjectCopy } from "../project-copy.ts";
import { EXIT_CODES } from "../refusal.ts";
import type { CommandSeams } from "./command-with-seams.ts";
import { renameField, writeIncoming } from "./rename-field.ts";
import { runRefresh } from "./run-refresh.ts";

// The codes that a document alone does not lead to, and outages; `hostile.test.ts` and `refresh-vendor.test.ts` have the others.

const VENDOR = "edge-host";
const TIME = 240_000;
const GENERATOR = "scripts/lib/generate/generate-vendor.ts";

/** Enough for what the generator does, little for one that never ends. */
const SMALL: CommandSeams = { limits: { maxMiB: 500 } };

describe("npm run refresh", () => {
  let copy: ProjectCopy;
  let before = "";

  beforeAll(() => {
    copy = copyProject(VENDOR);
    before = copy.digest();
  }, TIME);
  afterEach(() => copy.restore());
  afterAll(() => copy.remove());

  const refresh = (change: (document: JsonObject) => void, seams?: CommandSeams, environment = {}) => {
    const from = writeIncoming(copy, VENDOR, change);
    const args = [VENDOR, "--date", "2026-12-01", "--skip-proof", "--from", from];
    return runRefresh(copy, args, { environment, ...(seams && { seams }) });
  };

  /** Lets the copy's generator do something else with what it has made. */
  async function withGenerator<T>(code: string, run: () => Promise<T>): Promise<T> {
    const path = join(copy.root, GENERATOR);
    const own = path.replace(".ts", "-own.ts");
    renameSync(path, own);
    const change = `const made = await make(vendor); const [file, text] = [...made.files].at(-1);
      const end = (more) => ({ ...made, files: new Map([...made.files, [file, text + more]]) });`;
    const imports =
      'import { generateVendor as make } from "./generate-vendor-own.ts"; import { readFileSync } from "node:fs";';
    writeFileSync(
      path,
      `${imports}\nexport async function generateVendor(vendor: any): Promise<any> { ${change} ${code} }`
        .replace("(more)", "(more: string)")
        .replace(".at(-1);", ".at(-1) ?? [];"),
    );
    try {
      return await run();
    } finally {
      rmSync(path);
      renameSync(own, path);
    }
  }

  test.each<[keyof typeof EXIT_CODES, string, string]>([
    ["generate", "generate", 'throw new Error("secret text");'],
    ["generate", "child", "process.exit(9);"],
    ["limit", "stack", "const deep = (): number => 1 + deep(); deep();"],
    ["limit", "memory", "const kept = []; for (;;) kept.push(Array.from({ length: 1e6 }, Math.random));"],
    ["output", "expected-name", 'return end("export interface Q {}");'],
    ["output", "reproducible", 'return end("// " + process.hrtime.bigint());'],
    ["output", "untouched-prototype", "Object.assign(Object.prototype, { canary: 1 }); return end(``);"],
    ["output", "no-honey", 'return end("// " + readFileSync("honey.json", "utf8") + process.env["REFRESH_HONEY"]);'],
  ])(
    "ends with the code of %s by rule %s for a generator that does so: %s",
    async (kind, rule, code) => {
      const { status, output } = await withGenerator(code, () =>
        refresh(renameField, rule === "memory" ? SMALL : undefined),
      );
      expect([status, output]).toEqual([EXIT_CODES[kind], expect.stringContaining(`(${kind}): rule "${rule}"`)]);
      expect(output).not.toMatch(/secret|\n\s+at /);
      expect(copy.digest()).toBe(before);
    },
    TIME,
  );

  test.each<[string, CommandSeams["limits"]]>([
    ["time", { timeoutMs: 300 }],
    ["memory", { maxMiB: 30 }],
  ])(
    "ends with the code of a limit for too little %s: %j",
    async (rule, limits = {}) => {
      const { status, output } = await refresh(renameField, { limits });
      expect([status, output]).toEqual([EXIT_CODES.limit, expect.stringContaining(`(limit): rule "${rule}"`)]);
      expect(copy.digest()).toBe(before);
    },
    TIME,
  );

  test.each([
    ["a connection that breaks half way", EXIT_CODES.fetch],
    ["a drip", EXIT_CODES.fetch],
    ["half a document of the right length", EXIT_CODES.content],
  ])(
    "for %s, ends with code %d and leaves every file as it was",
    async (answer, code) => {
      const document = readFileSync(join(copy.root, "specs", VENDOR, "upstream.json"), "utf8").slice(0, 10_000);
      const server = { host: "raw.githubusercontent.com", answer, document, port: 1 };
      const { status, output } = await runRefresh(copy, [VENDOR, "--skip-proof"], { seams: { server } });
      expect([status, output]).toEqual([code, expect.stringContaining("the committed files are as they were")]);
      expect(copy.digest()).toBe(before);
    },
    TIME,
  );

  test(
    "for hand-written code that does not compile any more, writes the files, and ends with the code of the contract",
    async () => {
      writeFileSync(join(copy.root, "packages", VENDOR, "src/broken.ts"), "export const broken: string = 1;\n");
      const { status, output } = await refresh(renameField);
      rmSync(join(copy.root, "packages", VENDOR, "src/broken.ts"));
      expect([status, output]).toEqual([EXIT_CODES.contract, expect.stringContaining("breaking, written")]);
      expect(copy.digest()).not.toBe(before);
    },
    TIME,
  );

  test(
    "for an override that no longer applies, names its file and where its evidence is, and leaves every file as it was",
    async () => {
      const { status, output } = await refresh((document) => {
        const { components } = document;
        const schemes = isObject(components) ? components["securitySchemes"] : undefined;
        if (isObject(schemes)) schemes["AuthorizationCookie"] = { type: "apiKey", in: "cookie", name: "Authorization" };
      });
      expect(status).toBe(EXIT_CODES.override);
      expect(output).toContain("specs/edge-host/overrides/02-security.ts no longer fits");
      expect(output).toContain("https://docs.spectrocloud.com/api/introduction/");
      expect(copy.digest()).toBe(before);
    },
    TIME,
  );

  test(
    "where the system gives no network namespace, says so; refresh:ci refuses with the code of the sandbox",
    async () => {
      const environment = { PATH: "/nowhere" };
      const weak = await refresh(renameField, undefined, environment);
      expect([weak.status, weak.output]).toEqual([0, expect.stringContaining("sockets refused in the process")]);
      copy.restore();
      const args = [VENDOR, "--date", "2026-12-01", "--skip-proof", "--from", join(copy.root, "incoming.json")];
      const strict = await runRefresh(copy, args, { environment, script: "refresh-ci.ts" });
      expect([strict.status, strict.output]).toEqual([
        EXIT_CODES.sandbox,
        expect.stringContaining('rule "no-network"'),
      ]);
      expect(copy.digest()).toBe(before);
    },
    TIME,
  );
});
