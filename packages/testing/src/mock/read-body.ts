import type { IncomingMessage } from "node:http";

/** The largest body that the mock reads, Prism's own limit. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Why a body cannot be handed on; answered by the front layer because Prism itself would never answer. */
export interface BodyProblem {
  readonly status: 400 | 413;
  readonly rule: "json" | "size";
  readonly detail: string;
}

/** What a request carried: the text as sent, and the value that Prism takes (`null` when there was no body). */
export interface ReadBody {
  readonly text: string;
  readonly value: unknown;
  readonly problem: BodyProblem | undefined;
}

function hasBody(request: IncomingMessage): boolean {
  const length = request.headers["content-length"];
  if (length === "0") return false;
  return length !== undefined || request.headers["transfer-encoding"] !== undefined;
}

function isJson(contentType: string | undefined): boolean {
  const essence = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return /^application\/(?:[^\s/]+\+)?json$/.test(essence);
}

async function readBytes(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

/** Where JSON breaks off, without the excerpt of the body that the engine may add: bodies hold secrets, and violations are shown. */
function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  return message === "" || /["']/.test(message.replaceAll(/'.{1,2}'/gu, "")) ? "" : `: ${message}`;
}

/** Reads a request's body to its end, parses JSON, and says what is wrong with it instead of throwing. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  if (!hasBody(request)) return { text: "", value: null, problem: undefined };
  const bytes = await readBytes(request);
  if (bytes === undefined) {
    const detail = `The body is larger than ${MAX_BODY_BYTES} bytes`;
    return { text: "", value: null, problem: { status: 413, rule: "size", detail } };
  }
  const text = bytes.toString("utf8");
  if (!isJson(request.headers["content-type"])) return { text, value: text, problem: undefined };
  try {
    return { text, value: JSON.parse(text), problem: undefined };
  } catch (error) {
    const detail = `The body is not JSON${explain(error)}`;
    return { text, value: null, problem: { status: 400, rule: "json", detail } };
  }
}
