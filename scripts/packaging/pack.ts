import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/project.ts";
import { VENDORS } from "../lib/vendors.ts";

/** Folders of everything that is published. */
export const PUBLISHED: readonly string[] = ["runtime", ...VENDORS.map((vendor) => vendor.name)];

/** A packed package: its name and its tarball. */
export interface Packed {
  readonly name: string;
  readonly tarball: string;
}

/** Packs the published packages and whatever they depend on, so that a project can install them without a network. */
export function packAll(folder: string): Packed[] {
  mkdirSync(folder, { recursive: true });
  const own = PUBLISHED.map((name) => join(ROOT, "packages", name));
  const foreign = new Set<string>();
  for (const path of own) collectDependencies(path, foreign);
  return [...own, ...foreign].map((path) => pack(path, folder));
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

/** The manifest of a package in a folder. */
export function readManifest(path: string): { name: string; version: string; dependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
}

/** Makes an empty project and installs tarballs into it, offline. */
export function installProject(folder: string, packed: readonly Packed[]): void {
  mkdirSync(folder, { recursive: true });
  const dependencies = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "consumer", private: true, type: "module", dependencies }),
  );
  const args = ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
}
