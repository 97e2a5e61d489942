import ts from "typescript";

/** Something of a client that a source file names, and the line that names it, counted from 1. */
export interface Use {
  readonly name: string;
  readonly line: number;
}

/** What a source file says that may have to do with a client; found in its syntax, nothing is executed. */
export interface FileUses {
  /** Modules that are imported, required or re-exported. */
  readonly imports: readonly string[];
  /** Names imported from each module. */
  readonly names: readonly (Use & { readonly module: string })[];
  /** `GET /path` for calls by path, also of pages and items; `query name` and `mutation name` for GraphQL. */
  readonly calls: readonly Use[];
  /** Ids in `client.call("id")`, `client.op.id`, `client.op["id"]` and `const { id } = client.op`, also where `op` has another name. */
  readonly ids: readonly Use[];
  /** Every text in quotes, every constant part of a template, every name of a literal's member. */
  readonly texts: readonly Use[];
  /** Sources and flags of regular expressions. */
  readonly patterns: readonly (Use & { readonly flags: string })[];
}

type Found = { -readonly [K in keyof FileUses]: FileUses[K][number][] };

const VERBS = new Set(["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"]);
const KINDS: Readonly<Record<string, string>> = { query: "query", mutate: "mutation" };

/** Reads the uses in one TypeScript or JavaScript file. */
export function readUses(file: string, text: string): FileUses {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: Found = { imports: [], names: [], calls: [], ids: [], texts: [], patterns: [] };
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const names = new Set(["op"]);
  for (const node of eachNode(source)) readAlias(node, names);
  for (const node of eachNode(source)) readNode(node, () => lineOf(node), found, names);
  return found;
}

function* eachNode(source: ts.SourceFile): Generator<ts.Node> {
  const open: ts.Node[] = [source];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    node.forEachChild((child) => {
      open.push(child);
    });
  }
}

/** What else `client.op` is called in this file: `const api = client.op`, `const { op: api } = client`, `this.api = client.op`. */
function readAlias(node: ts.Node, names: Set<string>): void {
  if (ts.isBindingElement(node) && node.propertyName?.getText() === "op" && ts.isIdentifier(node.name)) {
    names.add(node.name.text);
  } else if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
    if (node.initializer && isOp(node.initializer, names) && ts.isIdentifier(node.name)) names.add(node.name.text);
  } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    if (isOp(node.right, names) && ts.isPropertyAccessExpression(node.left)) names.add(node.left.name.text);
  }
}

function readNode(node: ts.Node, lineOf: () => number, found: Found, names: ReadonlySet<string>): void {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) readImport(node, lineOf, found);
  else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const module = textOf(node.argument.literal);
    if (module === undefined) return;
    found.imports.push(module);
    if (node.qualifier) found.names.push({ module, name: node.qualifier.getText(), line: lineOf() });
  } else if (ts.isCallExpression(node)) readCall(node, lineOf, found);
  else if (ts.isPropertyAccessExpression(node) && isOp(node.expression, names))
    found.ids.push({ name: node.name.text, line: lineOf() });
  else if (ts.isElementAccessExpression(node) && isOp(node.expression, names)) {
    const name = textOf(node.argumentExpression);
    if (name !== undefined) found.ids.push({ name, line: lineOf() });
  } else if (ts.isVariableDeclaration(node) && node.initializer && isOp(node.initializer, names))
    readPattern(node.name, lineOf, found);
  else if (ts.isRegularExpressionLiteral(node)) {
    const [, name = "", flags = ""] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
    found.patterns.push({ name, flags, line: lineOf() });
  } else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name))
    found.texts.push({ name: node.name.text, line: lineOf() });
  else if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
    found.texts.push({ name: node.text, line: lineOf() });
  }
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isOp(node: ts.Expression, names: ReadonlySet<string>): boolean {
  if (ts.isElementAccessExpression(node)) return textOf(node.argumentExpression) === "op";
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  return ts.isIdentifier(name) && names.has(name.text);
}

function readImport(node: ts.ImportDeclaration | ts.ExportDeclaration, lineOf: () => number, found: Found): void {
  const module = textOf(node.moduleSpecifier);
  if (module === undefined) return;
  found.imports.push(module);
  const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
  if (!bindings || (!ts.isNamedImports(bindings) && !ts.isNamedExports(bindings))) return;
  for (const { name, propertyName } of bindings.elements) {
    found.names.push({ module, name: (propertyName ?? name).text, line: lineOf() });
  }
}

function readPattern(name: ts.BindingName, lineOf: () => number, found: Found): void {
  if (!ts.isObjectBindingPattern(name)) return;
  for (const { name: local, propertyName } of name.elements) {
    const key = propertyName ?? local;
    if (ts.isIdentifier(key) || ts.isStringLiteral(key)) found.ids.push({ name: key.text, line: lineOf() });
  }
}

function readCall(node: ts.CallExpression, lineOf: () => number, found: Found): void {
  const [argument] = node.arguments;
  const text = textOf(argument);
  if (text === undefined) return;
  const callee = node.expression;
  const isModule =
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
  if (isModule) found.imports.push(text);
  const method = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : "";
  if (VERBS.has(method)) found.calls.push({ name: `${method} ${text}`, line: lineOf() });
  else if (method === "call") found.ids.push({ name: text, line: lineOf() });
  else if (Object.hasOwn(KINDS, method)) found.calls.push({ name: `${KINDS[method]} ${text}`, line: lineOf() });
}
