/** A place where a package does not compile. */
export interface CompileProblem {
  /** From the root of the project. */
  readonly file: string;
  readonly line: number;
  /** The compiler's number for what is wrong, such as `TS2339`; its message quotes the document, so it stays there. */
  readonly code: string;
}

const PROBLEM = /^([\w./-]+\.ts)\((\d+),\d+\): error (TS\d+): /;

/** Places in what the compiler printed; one without a file where it failed and named none. */
export function readCompileProblems(lines: readonly string[], folder: string): CompileProblem[] {
  const problems = lines.flatMap((line): CompileProblem[] => {
    const [, file, number, code] = PROBLEM.exec(line) ?? [];
    if (file === undefined || code === undefined) return [];
    return [{ file: `${folder}/${file}`, line: Number(number), code }];
  });
  return problems.length > 0 ? problems : [{ file: folder, line: 0, code: "no place was named" }];
}
