import type { Socket } from "node:net";

/** A request as its bytes say. */
export interface ReadRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const HEAD_END = "\r\n\r\n";

/** Reads one request after the other from a connection. */
export interface RequestReader {
  /** Adds what arrived; gives the request when it is whole. */
  add(chunk: Buffer): ReadRequest | undefined;
  /** The request without its body, as soon as its head is there. */
  readonly begun: ReadRequest | undefined;
}

/** Creates a reader for one connection; bodies are announced by a length or chunked. */
export function createRequestReader(): RequestReader {
  let received = Buffer.alloc(0);
  const readHead = () => {
    const end = received.indexOf(HEAD_END);
    if (end < 0) return undefined;
    return { ...parseHead(received.subarray(0, end).toString("latin1")), body: "", bodyAt: end + HEAD_END.length };
  };
  return {
    add(chunk) {
      received = Buffer.concat([received, chunk]);
      const head = readHead();
      if (!head) return undefined;
      const { method, target, headers, bodyAt } = head;
      const rest = received.subarray(bodyAt);
      const isChunked = headers["transfer-encoding"] === "chunked";
      const read = isChunked ? readChunks(rest) : readLength(rest, Number(headers["content-length"] ?? 0));
      if (!read) return undefined;
      received = read.rest;
      return { method, target, headers, body: read.body.toString("utf8") };
    },
    get begun() {
      return readHead();
    },
  };
}

function parseHead(head: string) {
  const [first = "", ...lines] = head.split("\r\n");
  const [method = "", target = ""] = first.split(" ");
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(":")).toLowerCase(),
    line.slice(line.indexOf(":") + 1).trim(),
  ]);
  return { method, target, headers: Object.fromEntries(headers) as Record<string, string> };
}

interface Body {
  readonly body: Buffer;
  readonly rest: Buffer<ArrayBuffer>;
}

function readLength(bytes: Buffer<ArrayBuffer>, length: number): Body | undefined {
  return bytes.length < length ? undefined : { body: bytes.subarray(0, length), rest: bytes.subarray(length) };
}

function readChunks(bytes: Buffer<ArrayBuffer>): Body | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString("latin1"), 16);
    const end = lineEnd + 2 + size + 2;
    if (bytes.length < end) return undefined;
    if (size === 0) return { body: Buffer.concat(parts), rest: bytes.subarray(end) };
    parts.push(bytes.subarray(lineEnd + 2, end - 2));
    at = end;
  }
}

/** Ends a connection: `reset` as a crash does, `end` as a server does that has nothing more to say. */
export function breakOff(socket: Socket, by: "reset" | "end"): void {
  if (by === "reset") socket.resetAndDestroy();
  else socket.end();
}
