import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/project.ts";
import { VENDORS } from "../lib/vendors.ts";

/** Folders of the packages that a program is built with. */
export const CLIENTS: readonly string[] = ["runtime", ...VENDORS.map((vendor) => vendor.name)];

/** Folders of everything that is published. */
export const PUBLISHED: readonly string[] = [...CLIENTS, "testing"];

/** A packed package: its name and its tarball. */
export interface Packed {
  readonly name: string;
  readonly tarball: string;
}

/** Packs packages of this repository, without what they depend on. */
export function packOwn(names: readonly string[], folder: string): Packed[] {
  mkdirSync(folder, { recursive: true });
  return names.map((name) => pack(join(ROOT, "packages", name), folder));
}

/** Packs packages of this repository and whatever they depend on, so that a project can install them without a network. */
export function packAll(names: readonly string[], folder: string): Packed[] {
  const foreign = new Set<string>();
  for (const name of names) collectDependencies(join(ROOT, "packages", name), foreign);
  return [...packOwn(names, folder), ...[...foreign].map((path) => pack(path, folder))];
}

function collectDependencies(path: string, found: Set<string>): void {
  for (const name of Object.keys(readManifest(path).dependencies ?? {})) {
    const dependency = join(ROOT, "node_modules", name);
    if (name.startsWith("@vendor-clients/") || found.has(dependency)) continue;
    found.add(dependency);
    collectDependencies(dependency, found);
  }
}

function pack(path: string, folder: string): Packed {
  const args = ["pack", path, "--ignore-scripts", "--json", "--pack-destination", folder];
  const output = execFileSync("npm", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [packed]: { filename: string }[] = JSON.parse(output);
  return { name: readManifest(path).name, tarball: join(folder, packed?.filename ?? "") };
}

/** What is read of a package's manifest. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The manifest of a package in a folder. */
export function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
}

/**
 * Installs tarballs into a project, offline and from nothing but them and what lies in the project already.
 *
 * @param others - names of packages that lie there and shall stay
 */
export function installProject(folder: string, packed: readonly Packed[], others: readonly string[] = []): void {
  mkdirSync(folder, { recursive: true });
  const dependencies = Object.fromEntries([
    ...packed.map(({ name, tarball }) => [name, `file:${tarball}`]),
    ...others.map((name) => [name, "*"]),
  ]);
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "consumer", private: true, type: "module", dependencies }),
  );
  const args = ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  const cache = ["--cache", `${folder}-cache`];
  execFileSync("npm", [...args, ...cache], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
}
