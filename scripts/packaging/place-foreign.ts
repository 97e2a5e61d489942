import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ROOT } from "../lib/project.ts";
import type { Manifest } from "./pack.ts";

const MODULES = "node_modules";
const TOP = resolve(ROOT);

/**
 * Puts foreign packages, and what they depend on, into a project as npm would: those that are installed here, without packing
 * hundreds of them. npm still checks each against what asks for it, and installs ours from their tarballs.
 *
 * @param from - the package of this repository that depends on them
 * @param names - packages that are installed here
 */
export function placeForeign(project: string, from: string, names: readonly string[]): void {
  const places = new Map<string, string>();
  // What is asked for by name comes first: deeper down another version may have the same name.
  for (const name of names) places.set(name, locate(from, name));
  for (const path of [...places.values()]) collect(path, places);
  for (const [name, path] of places) copy(path, join(project, MODULES, name));
  linkCommands(join(project, MODULES, ".bin"));
}

function locate(from: string, name: string): string {
  const path = find(from, name);
  if (path === undefined) throw new Error(`Cannot place "${name}": it is not installed`);
  return path;
}

/** Where Node.js finds a package that a folder asks for. */
function find(from: string, name: string): string | undefined {
  for (let folder = from; folder.startsWith(TOP); folder = dirname(folder)) {
    const path = join(folder, MODULES, name);
    if (existsSync(join(path, "package.json"))) return path;
  }
  return undefined;
}

function collect(path: string, places: Map<string, string>): void {
  const manifest: Manifest = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
  const { dependencies, optionalDependencies, peerDependencies } = manifest;
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
    const found = find(path, name);
    if (found === undefined) continue;
    // A package inside another one comes with it; what it asks for itself may lie outside.
    const inside = found.slice(TOP.length).split(`${MODULES}/`).slice(1).join(`${MODULES}/`);
    if (places.has(inside)) continue;
    places.set(inside, found);
    collect(found, places);
  }
}

/** As links where the disk allows it: nobody writes to them, and there are many. */
function copy(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (existsSync(target)) continue;
    if (entry.isDirectory()) copy(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** npm installs a package anew whose commands are missing. */
function linkCommands(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const own = join(ROOT, MODULES, ".bin");
  for (const name of readdirSync(own)) {
    const target = readlinkSync(join(own, name));
    if (existsSync(join(folder, target))) symlinkSync(target, join(folder, name));
  }
}
