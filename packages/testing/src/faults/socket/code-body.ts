import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import type { FaultyAnswer } from "../fault.ts";

const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const CODERS = {
  gzip: gzipSync,
  br: (bytes: Buffer) => brotliCompressSync(bytes, FAST),
  deflate: deflateSync,
} as const;

/** Length of the head of gzip; its data begin behind it, with the type of the first block. */
const GZIP_HEAD = 10;
const NO_TYPE = 0xff;

/** Codes the bytes of a body, and spoils them where the fault says so. */
export function codeBody(bytes: Buffer, { codings = [], spoilt }: FaultyAnswer): Buffer {
  let coded = bytes;
  for (const coding of codings) coded = CODERS[coding](coded);
  if (spoilt === "end") return coded.subarray(0, Math.ceil(coded.length / 2));
  if (spoilt !== "bytes") return coded;
  const changed = Buffer.from(coded);
  changed[GZIP_HEAD] = NO_TYPE;
  return changed;
}
