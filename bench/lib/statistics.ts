/** Samples of one thing that was measured several times. */
export interface Spread {
  readonly min: number;
  readonly median: number;
}

/** Least and middle of the samples. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return { min: sorted[0] ?? Number.NaN, median: (low + high) / 2 };
}

/** Measures every subject once per round, in an order that turns with the rounds, so that noise meets all of them. */
export async function interleave<S, R>(
  subjects: readonly S[],
  rounds: number,
  measure: (subject: S, round: number) => R | Promise<R>,
): Promise<Map<S, R[]>> {
  const results = new Map<S, R[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < subjects.length; i++) {
      const subject = subjects[(i + round) % subjects.length] as S;
      results.get(subject)?.push(await measure(subject, round));
    }
  }
  return results;
}

/** A number with the given count of decimals. */
export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
