import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A file open in an editor, with the language service that serves it. */
export interface Editor {
  /** Replaces the text; what lies before the caret mark `|` and after it are put together, and its place is returned. */
  type(marked: string): number;
  readonly file: string;
  readonly service: ts.LanguageService;
}

/** Opens a consumer's file as an editor does. */
export function openEditor(folder: string): Editor {
  const file = join(folder, "calls.ts");
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  let text = readFileSync(file, "utf8");
  let version = 0;
  const snapshots = new Map<string, ts.IScriptSnapshot>();
  const readSnapshot = (name: string): ts.IScriptSnapshot | undefined => {
    if (name === file) return ts.ScriptSnapshot.fromString(text);
    const content = snapshots.has(name) ? undefined : ts.sys.readFile(name);
    if (content !== undefined) snapshots.set(name, ts.ScriptSnapshot.fromString(content));
    return snapshots.get(name);
  };
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(version) : "1"),
    getScriptSnapshot: readSnapshot,
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
  });
  return {
    file,
    service,
    type(marked) {
      const caret = marked.indexOf("|");
      text = marked.slice(0, caret) + marked.slice(caret + 1);
      version++;
      return caret;
    },
  };
}

/** Names that the editor offers at the caret; none when it has nothing to offer. */
export function complete({ service, file }: Editor, caret: number): string[] {
  return (service.getCompletionsAtPosition(file, caret, undefined)?.entries ?? []).map(({ name }) => name);
}

/** What the editor shows over the caret: the declaration, and its documentation with its tags. */
export function hover({ service, file }: Editor, caret: number): { declaration: string; documentation: string } {
  const info = service.getQuickInfoAtPosition(file, caret);
  const tags = (info?.tags ?? []).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`.trim());
  return {
    declaration: ts.displayPartsToString(info?.displayParts),
    documentation: [ts.displayPartsToString(info?.documentation), ...tags].filter(Boolean).join(" "),
  };
}

/** The text of the declaration that a jump from the caret leads to, with the comment in front of it. */
export function jump({ service, file }: Editor, caret: number): string {
  const [target] = service.getDefinitionAtPosition(file, caret) ?? [];
  if (!target) return "";
  const { start, length } = target.contextSpan ?? target.textSpan;
  const source = readFileSync(target.fileName, "utf8");
  const before = source.slice(0, start).trimEnd();
  const comment = before.endsWith("*/") ? before.slice(before.lastIndexOf("/**")) : "";
  return `${comment}\n${source.slice(start, start + length)}`.trim();
}
