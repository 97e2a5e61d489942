import type { SampleProfile } from "./sample-context.ts";

/** An id that differs from name to name and from seed to seed, and is the same in every run. */
export function sampleId(name: string, { seed, ids }: SampleProfile): string {
  const text = seed === 1 ? name : `${name} ${seed}`;
  let hash = 0xcbf29ce484222325n;
  for (const char of text) hash = ((hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n) & 0xffffffffffffn;
  const hex = hash.toString(16).padStart(12, "0").slice(-12);
  return ids === "uuid" ? `00000000-0000-4000-8000-${hex}` : hex.padStart(24, "0");
}
