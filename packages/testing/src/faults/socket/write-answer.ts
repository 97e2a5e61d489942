import type { Socket } from "node:net";
import { type AnswerHead, type Places, toHead, toText } from "../exchange.ts";
import type { FaultyAnswer } from "../fault.ts";
import { split } from "../fault-fetch.ts";
import type { ArrivedRequest } from "../ledger.ts";
import type { HealthyAnswer } from "../world.ts";
import { codeBody } from "./code-body.ts";
import { breakOff } from "./read-requests.ts";

/** What writing an answer needs to know. */
export interface WriteOptions {
  readonly socket: Socket;
  readonly request: ArrivedRequest;
  readonly healthy: HealthyAnswer | undefined;
  readonly places: Places;
  /** Waits some time of the fault, which may pass faster than the world's; `false` when the server was closed. */
  readonly wait: (delayMs: number) => Promise<boolean>;
}

/** Writes an answer, as wrong as its fault wants it; whether the connection is good for another request. */
export async function writeAnswer(answer: FaultyAnswer, options: WriteOptions): Promise<boolean> {
  const { socket, request, healthy, places, wait } = options;
  if (answer.headDelayMs && !(await wait(answer.headDelayMs))) return false;
  const head = toHead(answer, healthy, places, request.target);
  const isEmpty = head.status === 204 || request.method === "HEAD";
  const bytes = isEmpty ? Buffer.alloc(0) : codeBody(toBytes(answer, options), answer);
  const length = answer.drip ? split(bytes.toString("latin1"), answer.drip.parts).join("").length : bytes.length;
  socket.write(formatHead(head, answer, isEmpty ? undefined : length));
  if (isEmpty) return true;
  if (answer.drip) return writeDrops(answer, bytes, options);
  writePart(socket, answer, answer.breaks ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : bytes);
  if (answer.breaks === "silence" || answer.framing === "more-than-sent") return false;
  if (answer.breaks === "bad-chunk") socket.write("zz\r\n{}\r\n");
  // Let the beginning arrive before the connection goes, which would take it along.
  if (answer.breaks === "reset") await new Promise((resolve) => setTimeout(resolve, 5));
  if (answer.breaks) breakOff(socket, answer.breaks === "reset" ? "reset" : "end");
  else if (answer.framing === "chunked") socket.write("0\r\n\r\n");
  else if (answer.framing === "until-close" || answer.framing === "less-than-sent") socket.end();
  return !answer.breaks && (answer.framing ?? "length") === "length";
}

function toBytes(answer: FaultyAnswer, { healthy, request }: WriteOptions): Buffer {
  const { body } = answer;
  if (!body || !("kibibytes" in body)) return Buffer.from(toText(answer, healthy, request));
  return Buffer.concat([Buffer.from('{"items":[]'), Buffer.alloc(body.kibibytes * 1024, " "), Buffer.from("}")]);
}

/** Writes the text in drops, and blanks behind it, which were announced. */
async function writeDrops(answer: FaultyAnswer, bytes: Buffer, { socket, wait }: WriteOptions): Promise<boolean> {
  const { parts, everyMs } = answer.drip ?? { parts: 1, everyMs: 0 };
  for (const drop of split(bytes.toString("latin1"), parts)) {
    if (socket.destroyed) return false;
    socket.write(drop, "latin1");
    if (!(await wait(everyMs))) return false;
  }
  return true;
}

function writePart(socket: Socket, { framing }: FaultyAnswer, part: Buffer): void {
  if (framing !== "chunked") socket.write(part);
  else if (part.length > 0)
    socket.write(Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n")]));
}

const LENGTHS = { length: 1, "more-than-sent": 2, "less-than-sent": 0.5 } as const;

function formatHead({ status, headers }: AnswerHead, answer: FaultyAnswer, length: number | undefined): string {
  const { framing = "length", codings } = answer;
  const lines = [...headers];
  if (codings) lines.push(["Content-Encoding", codings.join(", ")]);
  if (framing === "chunked") lines.push(["Transfer-Encoding", "chunked"]);
  else if (framing !== "until-close" && length !== undefined) {
    lines.push(["Content-Length", String(Math.floor(length * LENGTHS[framing]))]);
  }
  return `HTTP/1.1 ${status} Status\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
}
