import ts from "typescript";
import { RefreshError } from "../refusal.ts";

// Rule: a generated file declares types and plain data, under names that follow from the document, and nothing else.
// A kinds-only check lets an interface pass that a vendor's name has slipped in; a parser alone lets a statement pass.

/** What the generated files of a vendor may declare. */
export interface ExpectedNames {
  readonly isExpected: (file: string, name: string) => boolean;
}

const MODULES: ReadonlySet<string> = new Set([
  "@vendor-clients/runtime",
  "../result.ts",
  "./types.ts",
  "./operations.ts",
]);

/**
 * Refuses generated files that hold more than they should.
 *
 * @param files - TypeScript by file name
 * @param honey - texts that lie around where the generator must not look
 * @throws RefreshError of kind `output`.
 */
export function gateAfter(files: ReadonlyMap<string, string>, names: ExpectedNames, honey: readonly string[]): void {
  for (const [file, text] of files) {
    if (honey.some((value) => text.includes(value))) throw refuse("no-honey", file);
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
    if (hasSyntaxErrors(source)) throw refuse("parses", file);
    const seen = new Set<string>();
    for (const statement of source.statements) {
      const name = readDeclaration(statement, file);
      if (name === undefined) continue;
      if (seen.has(name)) throw refuse("declared-once", `${file}#${name}`);
      seen.add(name);
      if (!names.isExpected(file, name)) throw refuse("expected-name", `${file}#${name}`);
    }
  }
}

/** The parser keeps what it could not read beside the tree, and goes on; its own declarations leave that out. */
function hasSyntaxErrors(source: ts.SourceFile): boolean {
  const { parseDiagnostics = [] } = source as { readonly parseDiagnostics?: readonly unknown[] };
  return parseDiagnostics.length > 0;
}

/** Name that a statement declares; `undefined` for an import. @throws RefreshError for every other statement. */
function readDeclaration(statement: ts.Statement, file: string): string | undefined {
  if (ts.isImportDeclaration(statement)) {
    const module = ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : "";
    const isTypeOnly = statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    if (!isTypeOnly || !MODULES.has(module)) throw refuse("type-import", file);
    return undefined;
  }
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return statement.name.text;
  if (!ts.isVariableStatement(statement)) throw refuse("expected-kind", file);
  const [declaration, ...others] = statement.declarationList.declarations;
  const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
  if (!declaration || others.length > 0 || !isConst || !ts.isIdentifier(declaration.name)) {
    throw refuse("expected-kind", file);
  }
  if (!declaration.initializer || !isPlainData(declaration.initializer)) throw refuse("plain-data", file);
  return declaration.name.text;
}

function isPlainData(node: ts.Expression): boolean {
  if (ts.isStringLiteral(node) || ts.isNumericLiteral(node)) return true;
  if ([ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind))
    return true;
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isPlainData);
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.every(
    (property) =>
      ts.isPropertyAssignment(property) &&
      (ts.isStringLiteral(property.name) || ts.isIdentifier(property.name)) &&
      property.name.text !== "__proto__" &&
      isPlainData(property.initializer),
  );
}

function refuse(rule: string, pointer: string): RefreshError {
  return new RefreshError({ kind: "output", rule, pointer });
}
