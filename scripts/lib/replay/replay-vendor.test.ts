import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findVendor } from "../vendors.ts";
import { replayVendor } from "./replay-vendor.ts";
import { orderRevisions } from "./revisions.ts";
import type { Run } from "./step.ts";

// The command is played by a function that writes what a refresh would write, so that only the order of things is tested here.

const VENDOR = findVendor("edge-host");
const DOCUMENT = "specs/edge-host/openapi.json";
const REPORT = "specs/edge-host/changes/history.json";
const NOW = "2026-04-01";

/** The older, the fewer operations. */
const OPERATIONS: Readonly<Record<string, number>> = { "2025-01-01": 1, "2025-02-01": 2, "2026-03-01": 4, [NOW]: 5 };

describe("replayVendor()", () => {
  let root = "";
  let calls: string[] = [];
  let onPart = () => {};

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "replay-"));
    calls = [];
    onPart = () => {};
    write(DOCUMENT, documentOf(5));
    write("specs/edge-host/source.json", "{}");
    write("packages/edge-host/src/generated/types.ts", NOW);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (file: string, text: string) => {
    mkdirSync(join(root, file, ".."), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  const outputs = () =>
    Object.fromEntries(
      ["specs", "packages", ".changeset"]
        .filter((place) => existsSync(join(root, place)))
        .flatMap((place) =>
          readdirSync(join(root, place), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name)),
        )
        .map((file) => [file.slice(root.length + 1), readFileSync(file, "utf8")]),
    );

  const documentOf = (operations: number) =>
    JSON.stringify({
      openapi: "3.0.3",
      paths: Object.fromEntries(
        Array.from({ length: operations }, (_, index) => [
          `/${index}`,
          { get: { operationId: `get${index}`, responses: {} } },
        ]),
      ),
    });

  /** A refresh that shrinks without a flag is refused, and unchanged bytes do nothing. */
  const refresh =
    (made = (name: string) => name) =>
    async (args: readonly string[]): Promise<Run> => {
      const name = /(\d{4}-\d{2}-\d{2})(?:\.public)?\.json/.exec(args[2] ?? "")?.[1] ?? "";
      const isDone = args.includes("--dry-run");
      if (args.includes("--date") && args[2]?.includes("public")) onPart();
      calls.push([name, ...args.slice(5)].join(" "));
      const end = (status: number, output = "") => ({ status, output, seconds: 1 });
      const document = documentOf(args[2]?.includes("public") ? 0 : (OPERATIONS[name] ?? 0));
      const present = readFileSync(join(root, DOCUMENT), "utf8");
      if (document === present) return end(0);
      if (document.length < present.length && !args.includes("--allow-shrink")) return end(14);
      if (isDone) return end(0);
      const proof = args.includes("--skip-proof") ? "Left out." : "3 passed, 0 failed, 0 skipped.";
      write(DOCUMENT, document);
      write("packages/edge-host/src/generated/types.ts", made(name));
      write(REPORT, `${name}: ${proof}`);
      write(`.changeset/edge-host-${name}.md`, proof);
      return end(0, proof);
    };

  const files = ["2026-03-01.json", "2025-01-01.json", "2025-02-01.json", "2025-02-01.public.json"];
  const replay = (made?: (name: string) => string, rounds = 2) =>
    replayVendor(VENDOR, orderRevisions(files), { root, outputs, run: refresh(made), rounds });

  test("given several revisions, goes from the oldest to the newest, with parts in between, and repeats the last", async () => {
    const steps = await replay();
    expect(steps.map(({ kind, revision, status }) => [kind, revision, status])).toEqual([
      ["base", "2025-01-01", 0],
      ["next", "2025-02-01", 0],
      ["view", "2025-02-01 public", 14],
      ["next", "2026-03-01", 0],
      ["again", "2026-03-01", 0],
    ]);
    expect(steps.map(({ counts }) => counts && [counts.before, counts.after, counts.added, counts.removed])).toEqual([
      [5, 1, 0, 4],
      [1, 2, 1, 0],
      undefined,
      [2, 4, 2, 0],
      undefined,
    ]);
    expect(steps.map(({ proof }) => proof?.passed)).toEqual([3, 3, undefined, 3, undefined]);
    expect(steps.map((step) => step.files)).toEqual([4, 4, 0, 4, 0]);
  });

  test("given an oldest revision that is refused, finds the flag for it, and gives it to no other", async () => {
    const steps = await replay();
    expect(steps.map(({ flags }) => flags)).toEqual([["--allow-shrink"], [], [], [], []]);
    expect(calls.slice(0, 5)).toEqual([
      "2025-01-01 --skip-proof --dry-run",
      "2025-01-01 --allow-shrink --skip-proof --dry-run",
      "2025-01-01 --allow-shrink --skip-proof",
      "2025-01-01 --allow-shrink --skip-proof",
      "2025-01-01 --allow-shrink",
    ]);
  });

  test("given several rounds, runs each from the same files, and each but the last without contract tests", async () => {
    const [, next] = await replay(undefined, 3);
    expect(next?.runs.map(({ output }) => output)).toEqual(["Left out.", "Left out.", "Left out."]);
    expect(next?.proved?.output).toContain("3 passed");
    expect(outputs()[REPORT]).toContain("3 passed");
    expect(calls.filter((call) => call === "2025-02-01 --skip-proof")).toHaveLength(3);
  });

  test("given other files of the interface in another run, refuses to go on", async () => {
    let count = 0;
    await expect(replay((name) => `${name} ${count++}`)).rejects.toThrow("the same bytes gave other files");
  });

  test("given a refusal that changes a file all the same, refuses to go on", async () => {
    onPart = () => write("specs/edge-host/source.json", "[]");
    await expect(replay()).rejects.toThrow("2025-02-01 public: 1 files changed");
  });
});
