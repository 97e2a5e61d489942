import { ImportError } from "../import/import-error.ts";
import { OverrideError } from "../override.ts";
import { InvalidDocumentError } from "../specs.ts";

// Rule: what a refresh says about a document reaches terminals, logs and pull requests, so it is made of rules, places
// and our own words. The document's text stays where it is; only names appear, and of these only plain characters.

/** Exit code of `npm run refresh` by kind of refusal; 0 is done or unchanged, 1 a defect of ours, 2 misuse. */
export const EXIT_CODES = {
  usage: 2,
  fetch: 10,
  content: 11,
  unsafe: 12,
  limit: 13,
  shrink: 14,
  host: 15,
  security: 16,
  override: 17,
  invalid: 18,
  generate: 19,
  output: 20,
  contract: 21,
  sandbox: 22,
  artifact: 23,
  propose: 24,
} as const;

/** Why a refresh stopped. */
export type RefusalKind = keyof typeof EXIT_CODES;

/** What a refused refresh tells: nothing of the document but names on the way to the place. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** Name of the rule, `kebab-case`. */
  readonly rule: string;
  /** JSON pointer, or `line 7` in a GraphQL schema. */
  readonly pointer: string;
  /** Our own words: what to do, or what was counted. */
  readonly hint?: string | undefined;
}

/** A refresh that stops; the committed files stay as they are. */
export class RefreshError extends Error implements Refusal {
  override readonly name = "RefreshError";
  readonly kind: RefusalKind;
  readonly rule: string;
  readonly pointer: string;
  readonly hint: string | undefined;

  constructor({ kind, rule, pointer, hint }: Refusal) {
    const place = toPlainName(pointer, 300);
    super(`Refused (${kind}): rule "${rule}" at ${place}${hint === undefined ? "" : `; ${hint}`}`);
    this.kind = kind;
    this.rule = rule;
    this.pointer = place;
    this.hint = hint;
  }
}

/** A name as it may be shown: plain characters, everything else a question mark, cut at a length. */
export function toPlainName(name: string, maxLength = 120): string {
  const plain = name.replace(/[^A-Za-z0-9_.{}$~/:# -]|\$(?=\{)|::/gu, "?");
  return plain.length > maxLength ? `${plain.slice(0, maxLength)}...` : plain;
}

/** Any failure of import, overrides or validation as a refusal; defects of ours stay what they are. */
export function toRefusal(error: unknown): RefreshError | undefined {
  if (error instanceof RefreshError) return error;
  if (error instanceof ImportError) {
    return new RefreshError({ kind: "unsafe", rule: ruleOf(error), pointer: error.pointer });
  }
  if (error instanceof OverrideError) return fromOverride(error);
  if (error instanceof InvalidDocumentError) {
    const [first] = error.problems;
    const count = `${error.problems.length} problems after the overrides`;
    return new RefreshError({
      kind: "invalid",
      rule: first?.rule ?? "document",
      pointer: first?.pointer ?? "#",
      hint: count,
    });
  }
  return undefined;
}

/** The importer's reasons are our words around the document's; the latter stand in quotes or brackets. */
function ruleOf(error: ImportError): string {
  const reason = error.message.replace(/^Cannot import the document: /, "").split(" at ", 1)[0] ?? "";
  const words = reason.replace(/["(].*$/su, "").trim();
  return toPlainName(words.replaceAll(" ", "-").toLowerCase(), 60) || "import";
}

/** Evidence and file name are ours; the reason may quote the document, but only where an override expects a value of ours. */
function fromOverride({ message }: OverrideError): RefreshError {
  const file = /^Cannot apply "([^"]+)"/u.exec(message)?.[1] ?? "";
  const evidence = /; look at (.{1,300}?) \(checked [\d-]+\)/u.exec(message)?.[1] ?? "";
  const pointer = /#\/[^\s,;"]*/u.exec(message.slice(file.length + 16))?.[0] ?? "#";
  return new RefreshError({
    kind: "override",
    rule: "override-without-target",
    pointer,
    hint: `${toPlainName(file)} no longer fits: look at ${toPlainName(evidence, 300)}, then change or delete it, or limit it with appliesTo`,
  });
}
