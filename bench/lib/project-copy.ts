import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../../scripts/lib/project.ts";

/** What generation makes, and nothing else. */
const OUTPUT = /^(packages\/[^/]+\/src\/generated\/|specs\/[^/]+\/openapi\.json$)/;

/** A copy of the project in which nothing has been generated or built. */
export interface ProjectCopy {
  readonly folder: string;
  /** Removes everything that generating and building has left. */
  clean(): void;
  remove(): void;
}

/**
 * Copies the files that git tracks or would track, without generated ones, and links the installed packages.
 *
 * The workspaces' own links are made anew, so that nothing of the project itself is read or written.
 */
export function copyProject(): ProjectCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "vendor-clients-")));
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT });
  const files = list
    .toString()
    .split("\0")
    .filter((file) => file && !file.startsWith("bench/"));
  const kept = files.filter((file) => !OUTPUT.test(file) && existsSync(join(ROOT, file)));
  for (const file of kept) cpSync(join(ROOT, file), join(folder, file));
  const workspaces = [...new Set(kept.filter((file) => /^(packages\/[^/]+|scripts)\/package\.json$/.test(file)))];
  linkModules(folder, ".");
  for (const workspace of workspaces.map(dirname)) linkModules(folder, workspace);
  return {
    folder,
    clean() {
      for (const workspace of workspaces.map(dirname)) {
        for (const made of ["dist", "src/generated", ".turbo"]) {
          rmSync(join(folder, workspace, made), { recursive: true, force: true });
        }
      }
      for (const vendor of readdirSync(join(folder, "specs"))) {
        rmSync(join(folder, "specs", vendor, "openapi.json"), { force: true });
      }
      rmSync(join(folder, ".turbo"), { recursive: true, force: true });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Links each installed package of one node_modules folder; scopes are folders of their own. */
function linkModules(folder: string, workspace: string): void {
  const source = join(ROOT, workspace, "node_modules");
  if (!existsSync(source)) return;
  const target = join(folder, workspace, "node_modules");
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(source)) {
    if (/^\.(?!bin$)/.test(name)) continue;
    if (name !== "@vendor-clients") symlinkSync(join(source, name), join(target, name));
    else {
      mkdirSync(join(target, name));
      for (const own of readdirSync(join(source, name))) {
        const place = own === "scripts" ? "scripts" : `packages/${own}`;
        symlinkSync(join(folder, place), join(target, name, own));
      }
    }
  }
}
