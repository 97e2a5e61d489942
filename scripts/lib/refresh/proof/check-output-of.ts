import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import type { Mirror } from "../mirror.ts";
import { isOutput } from "../mirror.ts";
import type { ProjectCopy } from "../project-copy.ts";
import { findIsolation, runInSandbox } from "../sandbox.ts";

// Looks at what a command left with other eyes than its own gates: nothing of these is asked here.

/** Code and markup that must not reach a report, a page, a pull request or a terminal. */
const LIVE_TEXT =
  /globalThis\.CANARY ?=|<script>CANARY|<img onerror|javascript:|::add-mask|\$\{\{|Fixes #1|@org\/CANARY/u;
const KINDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.VariableStatement,
]);

/** What is wrong with a copy of the project after a document was let through; nothing, if all is well. */
export async function findFaults(copy: ProjectCopy, vendor: string, before: Record<string, string>): Promise<string[]> {
  const after = JSON.parse(copy.digest()) as Record<string, string>;
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (file) => before[file] !== after[file],
  );
  const generated = Object.keys(after).filter((file) => file.includes(`packages/${vendor}/src/generated/`));
  return [
    ...changed.filter((file) => !isOutput(vendor, file)).map((file) => `wrote ${file}`),
    ...generated.filter((file) => file.endsWith(".ts")).flatMap((file) => findStatements(copy.root, file)),
    ...listTexts(copy.root)
      .filter(([, text]) => LIVE_TEXT.test(text))
      .map(([file]) => `live text in ${file}`),
    ...(await importAll(
      copy.root,
      vendor,
      generated.filter((file) => file.endsWith(".ts")),
    )),
  ];
}

/** Whether a text holds something that a reader, a page or a workflow would act on. */
export function holdsLiveText(text: string): boolean {
  return LIVE_TEXT.test(text);
}

/** Files of a copy that hold a text, from its root; links and the text's own file left out. */
export function findText(root: string, text: string, except: readonly string[]): string[] {
  return walk(root)
    .filter((file) => !except.includes(file))
    .filter((file) => readFileSync(join(root, file), "utf8").includes(text));
}

function findStatements(root: string, file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest);
  return source.statements
    .filter((statement) => !KINDS.has(statement.kind))
    .map((statement) => `${file} holds a ${ts.SyntaxKind[statement.kind]}`);
}

async function importAll(root: string, vendor: string, files: readonly string[]): Promise<string[]> {
  const bounds = () => ({ timeoutMs: 20_000, maxMiB: 1024 });
  const mirror: Mirror = { root, folder: root, vendor, bounds };
  const canary = join(root, "scripts/lib/refresh/output/canary.ts");
  const paths = files.map((file) => join(root, file));
  const { status } = await runInSandbox(mirror, findIsolation(), [canary, ...paths], { writable: [] });
  return status === 0 ? [] : [`importing the output ended with ${status}`];
}

/** What people read: reports, pages, changesets, pull requests. */
function listTexts(root: string): (readonly [file: string, text: string])[] {
  return walk(root)
    .filter((file) => /(\/changes\/|^\.changeset\/|^\.cache\/)/u.test(file))
    .map((file) => [file, readFileSync(join(root, file), "utf8")] as const);
}

function walk(root: string, folder = root): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(root, path);
    return entry.isFile() && statSync(path).size < 60 * 1024 * 1024 ? [relative(root, path)] : [];
  });
}
