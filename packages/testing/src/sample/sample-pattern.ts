type FastCheck = typeof import("fast-check");

/** The generator of strings, where the platform can load it; a browser does without. */
function loadFastCheck(): FastCheck | undefined {
  const modules = globalThis.process?.getBuiltinModule?.("node:module");
  return modules?.createRequire(import.meta.url)("fast-check");
}

/** Any fixed number: the same pattern must give the same value in every run. */
const SEED = 20_260_423;

/** How many strings are generated at most to find one of the right length. */
const ATTEMPTS = 200;

const known = new Map<string, string | undefined>();

/** Limits on the length of a string, both ends included. */
export interface LengthRange {
  readonly minLength: number;
  readonly maxLength: number;
}

/** The pattern as a regular expression, `undefined` when the vendor's dialect is not JavaScript's. */
export function compilePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

function generate(expression: RegExp, isFit: (text: string) => boolean): string | undefined {
  const fastCheck = loadFastCheck();
  if (fastCheck === undefined) return undefined;
  const { sample, stringMatching } = fastCheck;
  try {
    for (const size of ["xsmall", "small", "medium"] as const) {
      const options = { seed: SEED, numRuns: ATTEMPTS };
      const texts = sample(stringMatching(expression, { size }), options).filter(isFit);
      // The plainest one: what a person can read in a log.
      const plain = texts.filter((text) => /^[\x21-\x7e]+$/.test(text));
      const [shortest] = (plain.length > 0 ? plain : texts).sort((a, b) => a.length - b.length);
      if (shortest !== undefined) return shortest;
    }
  } catch {
    // A construct that the generator does not know, such as a look-behind.
  }
  return undefined;
}

/**
 * A string that a pattern accepts: the first of the candidates that fits, else a generated one, the same in every run.
 *
 * @returns `undefined` when no string was found
 */
export function samplePattern(
  pattern: string,
  { minLength, maxLength }: LengthRange,
  candidates: readonly string[],
): string | undefined {
  const expression = compilePattern(pattern);
  if (expression === undefined) return candidates[0];
  const isFit = (text: string): boolean =>
    expression.test(text) && text.length >= minLength && text.length <= maxLength;
  const candidate = candidates.find(isFit);
  if (candidate !== undefined) return candidate;
  const key = JSON.stringify([pattern, minLength, maxLength]);
  if (!known.has(key)) known.set(key, generate(expression, isFit));
  return known.get(key);
}
