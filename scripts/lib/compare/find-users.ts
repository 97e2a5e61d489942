import { posix } from "node:path";
import { isObject, type Json } from "../json.ts";
import type { FileUses } from "./read-uses.ts";

const SOURCE = /\.[cm]?[jt]sx?$/;
/** What stands for the folder of sources in front of a path. */
const ALIAS = /^[@~#]\/?(?=[\w.-])/;

/**
 * Files that import the vendor's package, or, through the consumer's own files, a file that does.
 *
 * Own files are found by relative paths, by the names of the packages of a workspace, and behind an alias for the folder
 * of sources, where the rest of the path is that of a file.
 */
export function findUsers(
  { vendor, files }: { readonly vendor: string; readonly files: ReadonlyMap<string, string> },
  uses: ReadonlyMap<string, FileUses>,
): Set<string> {
  const packages = readPackages(files);
  const users = new Set(
    [...uses].filter(([, own]) => own.imports.some((module) => isPackage(module, vendor))).map(([file]) => file),
  );
  for (let size = -1; size !== users.size; ) {
    size = users.size;
    const reached = describeUsers(users, packages);
    for (const [file, own] of uses) {
      if (!users.has(file) && own.imports.some((module) => reached(file, module))) users.add(file);
    }
  }
  return users;
}

/** Whether a module is a vendor's client or a part of it. */
export function isPackage(module: string, vendor: string): boolean {
  return module === `@vendor-clients/${vendor}` || module.startsWith(`@vendor-clients/${vendor}/`);
}

/** Folders by the name in their `package.json`. */
function readPackages(files: ReadonlyMap<string, string>): Map<string, string> {
  const packages = new Map<string, string>();
  for (const [file, text] of files) {
    if (posix.basename(file) !== "package.json") continue;
    const name = readName(text);
    if (name !== undefined) packages.set(name, posix.dirname(file));
  }
  return packages;
}

function readName(text: string): string | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) && typeof value["name"] === "string" ? value["name"] : undefined;
  } catch {
    return undefined;
  }
}

function describeUsers(users: ReadonlySet<string>, packages: ReadonlyMap<string, string>) {
  const stems = new Set([...users].flatMap((file) => stemsOf(file)));
  const used = [...packages].filter(([, folder]) => [...users].some((file) => isIn(file, folder)));
  return (file: string, module: string): boolean => {
    if (module.startsWith(".")) return stems.has(`/${posix.join(posix.dirname(file), module).replace(SOURCE, "")}`);
    if (used.some(([name]) => isModuleOf(module, name))) return true;
    return ALIAS.test(module) && stems.has(module.replace(ALIAS, "").replace(SOURCE, ""));
  };
}

function isModuleOf(module: string, name: string): boolean {
  return module === name || module.startsWith(`${name}/`);
}

function isIn(file: string, folder: string): boolean {
  return folder === "." || file.startsWith(`${folder}/`);
}

/** How imports name a file: whole behind a slash, and by every end of its path for aliases; an index by its folder. */
function stemsOf(file: string): string[] {
  const stem = file.replace(SOURCE, "");
  const names = stem.endsWith("/index") ? [stem, posix.dirname(stem)] : [stem];
  return names.flatMap((name) => {
    const parts = name.split("/");
    return [`/${name}`, ...parts.map((_, index) => parts.slice(index).join("/"))];
  });
}
