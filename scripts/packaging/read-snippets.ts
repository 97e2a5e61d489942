/** A piece of code in a README that says how it runs: its first line is `// projects.test.js, for vitest`. */
export interface Snippet {
  readonly file: string;
  readonly runner: string;
  readonly text: string;
}

/**
 * The JavaScript and TypeScript of a README.
 *
 * @throws Error when a piece does not say how it runs: nobody would notice when it no longer does.
 */
export function readSnippets(readme: string): Snippet[] {
  return [...readme.matchAll(/^```(?:js|ts)\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => {
    const [, file, runner] = /^\/\/ (\S+), for (.+)$/m.exec(text.split("\n", 1)[0] ?? "") ?? [];
    if (file === undefined || runner === undefined) throw new Error(`Cannot tell how this runs: ${text.slice(0, 80)}`);
    return { file, runner, text };
  });
}
