import type { Random } from "@vendor-clients/testing/faults";
import { ENCODINGS, encodeSecret } from "./forms.ts";

/** Bodies that a failure comes in. */
export const SHAPES = ["vendor", "html", "broken", "text"] as const;

/** One of {@link SHAPES}. */
export type Shape = (typeof SHAPES)[number];

const SEPARATORS = [" ", '" "', "' '", "\n", ", ", " | ", "\t", " = "];

/** Writes secrets in every encoding, in an order and with separators that are drawn. */
export function createEcho(random: Random): (secrets: readonly string[]) => string {
  const first = random.between(0, ENCODINGS.length - 1);
  const separator = SEPARATORS[random.between(0, SEPARATORS.length - 1)] ?? " ";
  const encodings = [...ENCODINGS.slice(first), ...ENCODINGS.slice(0, first)];
  return (secrets) =>
    encodings.flatMap((encoding) => secrets.map((secret) => encodeSecret(secret, encoding))).join(separator);
}

/** A text as a header can carry it. */
export function toHeaderText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").trim();
}

/** Headers that repeat a text. */
export function echoHeaders(echo: string): Record<string, string> {
  const text = toHeaderText(echo);
  const names = ["X-Request-Id", "WWW-Authenticate", "Retry-After", "Location", "Server", "ETag", "Link", "AuditUid"];
  return { ...Object.fromEntries(names.map((name) => [name, text])), "Set-Cookie": `echo=${text}; Path=/` };
}

/** The body of a failure, and its content type. */
export function echoBody(shape: Shape, body: unknown, echo: string): { readonly type: string; readonly text: string } {
  if (shape === "vendor") return { type: "application/json", text: JSON.stringify(body) };
  if (shape === "broken") return { type: "application/json", text: `${JSON.stringify(body).slice(0, -2)}, ${echo}` };
  if (shape === "html") return { type: "text/html", text: `<!doctype html><title>${echo}</title><pre>${echo}</pre>` };
  return { type: "text/plain", text: echo };
}
