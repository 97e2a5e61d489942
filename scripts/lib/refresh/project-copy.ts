import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ROOT } from "../project.ts";
import { sha256 } from "../specs.ts";
import { isOutput } from "./mirror.ts";

/** A copy of the project with one vendor, for tests that change files and kill what changes them. */
export interface ProjectCopy {
  readonly root: string;
  /** Digest of every file that a refresh could write, and of every other one of the vendor. */
  digest(): string;
  /** Digest by file of what a refresh writes. */
  outputs(): Record<string, string>;
  /** Puts every file back as it was when the copy was made. */
  restore(): void;
  remove(): void;
}

const LEFT_OUT: ReadonlySet<string> = new Set(["node_modules", ".test-results", ".turbo", ".cache", ".vite"]);

/** Copies what one vendor needs; installed packages are linked. */
export function copyProject(vendor: string): ProjectCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "refresh-")));
  const filter = (path: string) => !LEFT_OUT.has(basename(path)) && !path.endsWith(".test.ts");
  const workspaces = ["scripts", "packages/runtime", "packages/testing", `packages/${vendor}`];
  for (const place of [...workspaces, `specs/${vendor}`, "package.json", "tsconfig.base.json"]) {
    // Contract tests are part of what is copied, unit tests are not.
    const isKept = (path: string) => filter(path) || path.endsWith("contract.test.ts");
    cpSync(join(ROOT, place), join(root, place), { recursive: true, filter: isKept });
  }
  for (const place of ["", ...workspaces]) {
    const modules = join(ROOT, place, "node_modules");
    if (existsSync(modules)) symlinkSync(realpathSync(modules), join(root, place, "node_modules"));
  }
  const original = new Map(filesOf(root).map((file) => [file, readFileSync(join(root, file))]));
  return {
    root,
    digest: () => JSON.stringify(digestsOf(root)),
    outputs: () => Object.fromEntries(Object.entries(digestsOf(root)).filter(([file]) => isOutput(vendor, file))),
    restore: () => restoreFiles(root, original),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function restoreFiles(root: string, original: ReadonlyMap<string, Uint8Array>): void {
  for (const file of filesOf(root)) if (!original.has(file)) rmSync(join(root, file));
  for (const [file, bytes] of original) {
    const path = join(root, file);
    if (!existsSync(path) || Buffer.compare(readFileSync(path), bytes) !== 0) writeFileSync(path, bytes);
  }
  rmSync(join(root, ".cache"), { recursive: true, force: true });
}

function digestsOf(root: string): Record<string, string> {
  return Object.fromEntries(filesOf(root).map((file) => [file, sha256(readFileSync(join(root, file)))]));
}

function filesOf(root: string): string[] {
  const files = ["specs", "packages", ".changeset"]
    .filter((place) => existsSync(join(root, place)))
    .flatMap((place) => readdirSync(join(root, place), { recursive: true }).map((name) => join(place, String(name))))
    .filter((file) => !file.split("/").some((part) => LEFT_OUT.has(part)) && statSync(join(root, file)).isFile());
  return files.sort();
}
