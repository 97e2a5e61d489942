import type ts from "typescript";
import { memberName, membersOf, readMember, type TypePrinter } from "./type-nodes.ts";

/** Types of what an operation answers: every declared success, every declared failure. */
export interface AnswerTypes {
  readonly data: string;
  readonly error: string;
}

/** What a failure is typed as where the document declares no body for any. */
export const UNKNOWN_ERROR = "{ [key: string]: unknown }";

/** Reads the answers of one operation from openapi-typescript's operation type. */
export function readAnswers(type: ts.TypeNode | undefined, printer: TypePrinter): AnswerTypes {
  const data = new Set<string>();
  const error = new Set<string>();
  for (const answer of membersOf(readMember(membersOf(type), "responses"))) {
    const isSuccess = memberName(answer).startsWith("2");
    const isFailure = /^[45]|^default$/.test(memberName(answer));
    if (!isSuccess && !isFailure) continue;
    const contents = membersOf(readMember(membersOf(answer.type), "content"));
    const texts = contents.flatMap((content) => (content.type ? [printer.print(content.type)] : []));
    if (isSuccess) for (const text of texts.length > 0 ? texts : ["undefined"]) data.add(text);
    else for (const text of texts) error.add(text);
  }
  return { data: join(data, "undefined"), error: join(error, UNKNOWN_ERROR) };
}

function join(types: ReadonlySet<string>, fallback: string): string {
  if (types.size === 0) return fallback;
  if (types.has("unknown")) return "unknown";
  return [...types].join(" | ");
}
