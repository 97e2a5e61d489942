const SHORTEST = 4;
const LONGEST = 4_096;
const DEEPEST = 5;

/** All texts of a client's options but its addresses, so that a report can be cleaned of them. */
export function collectTexts(options: unknown, depth = 1): string[] {
  if (typeof options === "string") return options.length >= SHORTEST && options.length <= LONGEST ? [options] : [];
  if (typeof options !== "object" || options === null || depth > DEEPEST) return [];
  return Object.entries(options)
    .filter(([name]) => !ADDRESSES.includes(name))
    .flatMap(([, value]) => collectTexts(value, depth + 1));
}

const ADDRESSES: readonly string[] = ["baseUrl", "vanityDomain", "tokenUrl"];
