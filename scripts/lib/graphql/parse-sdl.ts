import { ImportError } from "../import/import-error.ts";
import {
  type DocumentNode,
  GraphQLError,
  isTypeSystemDefinitionNode,
  isTypeSystemExtensionNode,
  Lexer,
  parse,
  Source,
  TokenKind,
} from "./graphql-js.ts";

// Rule: a vendor's schema is read by a recursive parser, so its size and nesting are measured before the parser sees it;
// a list type nested 20,000 deep ends graphql-js with a stack overflow instead of an error that says what is wrong.

const MAX_CHARACTERS = 8 * 1024 * 1024;
const MAX_TOKENS = 500_000;
const MAX_NESTING = 32;

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * The definitions of a schema document; nothing but definitions and extensions is let through.
 *
 * @throws ImportError when the text is too large, too deep, does not parse, or holds an operation.
 */
export function parseSdl(sdl: string): DocumentNode {
  if (sdl.length > MAX_CHARACTERS) throw new ImportError("line 1", `more than ${MAX_CHARACTERS} characters`);
  return readSyntax(() => {
    measureTokens(sdl);
    const document = parse(sdl, { maxTokens: MAX_TOKENS });
    const foreign = document.definitions.find(
      (node) => !isTypeSystemDefinitionNode(node) && !isTypeSystemExtensionNode(node),
    );
    if (foreign) throw new ImportError(lineOf(foreign.loc?.startToken.line), "an operation in place of a definition");
    return document;
  });
}

/**
 * Runs graphql-js and turns its complaints into refusals of one line.
 *
 * @throws ImportError in place of every other error.
 */
export function readSyntax<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ImportError || !(error instanceof Error)) throw error;
    const line = error instanceof GraphQLError ? error.locations?.[0]?.line : undefined;
    throw new ImportError(lineOf(line), firstLine(error.message));
  }
}

function measureTokens(sdl: string): void {
  const lexer = new Lexer(new Source(sdl));
  let count = 0;
  let nesting = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    count += 1;
    if (OPENING.has(token.kind)) nesting += 1;
    if (CLOSING.has(token.kind)) nesting -= 1;
    if (count > MAX_TOKENS) throw new ImportError(lineOf(token.line), `more than ${MAX_TOKENS} tokens`);
    if (nesting > MAX_NESTING) throw new ImportError(lineOf(token.line), `more than ${MAX_NESTING} levels`);
  }
}

function lineOf(line: number | undefined): string {
  return `line ${line ?? 1}`;
}

function firstLine(message: string): string {
  return message.split("\n", 1).join("").slice(0, 200);
}
