import { join } from "node:path";
import { ROOT } from "../../scripts/lib/project.ts";

/** Folder of the benchmark, absolute. */
export const BENCH: string = join(ROOT, "bench");

/** Folder of everything that is made for measuring and never committed. */
export const CACHE: string = join(BENCH, ".cache");

/** The document that every client is made from. */
export const PALETTE_DOCUMENT: string = join(ROOT, "specs/palette/openapi.json");

/** A file of an installed peer. */
export function peerFile(name: string, file: string): string {
  return join(BENCH, "node_modules", name, file);
}
