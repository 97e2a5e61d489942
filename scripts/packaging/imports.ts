import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** What the modules of a folder import, by name: packages, `node:` modules, and files of the folder as `./mock/listen.js`. */
export interface ImportGraph {
  /** File, such as `./mock/listen.js`, to what it imports. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  /** A file and all files that it leads to, in the order in which they are found. */
  reach(entry: string): readonly string[];
}

/** `from "x"`, `import "x"`, `import("x")`, `require("x")`, and a call of what makes a `require`. */
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|createRequire\([^)]*\)\(\s*)"([@\w./:-]+)"/g;

/** Reads what compiled modules import, of types or of code. */
export function readImports(folder: string, extension: ".js" | ".d.ts"): ImportGraph {
  const imports = new Map<string, readonly string[]>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(extension)) imports.set(`./${file}`, readFile(folder, file));
  }
  const reach = (entry: string): readonly string[] => {
    const found = new Set([entry]);
    for (const file of found) for (const name of imports.get(file) ?? []) if (imports.has(name)) found.add(name);
    return [...found];
  };
  return { imports, reach };
}

function readFile(folder: string, file: string): string[] {
  const text = withoutComments(readFileSync(join(folder, file), "utf8"));
  const names = [...text.matchAll(IMPORT)].map(([, name = ""]) => name);
  return [...new Set(names)].map((name) => (name.startsWith(".") ? toFile(folder, file, name) : name));
}

/** Examples in comments import what their reader has. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}

function toFile(folder: string, file: string, name: string): string {
  const target = name.endsWith(".ts") && file.endsWith(".d.ts") ? name.replace(/\.ts$/, ".d.ts") : name;
  return `./${relative(folder, resolve(folder, dirname(file), target))}`;
}

/** The package that a name belongs to: `@stoplight/json` of `@stoplight/json/pointer`. */
export function toPackage(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}
