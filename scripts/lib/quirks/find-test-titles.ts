import ts from "typescript";

const NAMES: readonly string[] = ["describe", "test", "it"];

/** What keeps a test from running, always or on some machines. */
const NOT_RUN: readonly string[] = ["skip", "skipIf", "runIf", "todo"];

interface Chain {
  readonly name: string;
  readonly modifiers: readonly string[];
}

/**
 * The titles of a test file as vitest prints them, each behind those of what it stands in: `waitForCluster() > gone, fails`. The title of a
 * table of cases stays as it is written, with `%s`; tests that are skipped are left out.
 */
export function findTestTitles(source: string): ReadonlySet<string> {
  const titles = new Set<string>();
  const visit = (node: ts.Node, above: readonly string[]): void => {
    const call = ts.isCallExpression(node) ? readTestCall(node) : undefined;
    if (call?.modifiers.some((modifier) => NOT_RUN.includes(modifier))) return;
    const path = call ? [...above, call.title] : above;
    if (call && call.name !== "describe") titles.add(path.join(" > "));
    ts.forEachChild(node, (child) => visit(child, path));
  };
  visit(ts.createSourceFile("x.test.ts", source, ts.ScriptTarget.Latest), []);
  return titles;
}

function readTestCall(call: ts.CallExpression): (Chain & { readonly title: string }) | undefined {
  const [first] = call.arguments;
  const chain = readChain(call.expression);
  if (!first || !ts.isStringLiteralLike(first) || !chain || !NAMES.includes(chain.name)) return undefined;
  return { ...chain, title: first.text };
}

/** `test.concurrent.each(rows)` as its name and what stands behind it. */
function readChain(node: ts.Expression, modifiers: readonly string[] = []): Chain | undefined {
  if (ts.isIdentifier(node)) return { name: node.text, modifiers };
  if (ts.isPropertyAccessExpression(node)) return readChain(node.expression, [node.name.text, ...modifiers]);
  return ts.isCallExpression(node) ? readChain(node.expression, modifiers) : undefined;
}
