import type { Hit, SweepTally } from "./run-sweep.ts";

const MOST_HITS = 30;

/** What a sweep did and found, in lines; hits by what they have in common, and never a secret. */
export function formatSweep(tally: SweepTally, name = "secret sweep"): string {
  const { cases, failed, faults, credentials, sinks, searches, hits, allowed, foreignBytes } = tally;
  const head = `${name}: ${faults} faults x ${credentials} credentials x ${sinks} sinks`;
  const sums = `${cases} cases, ${failed} of them ended with an error; ${searches} searches, ${hits.length} hits, ${allowed} in cursors of their own server, ${foreignBytes} bytes off origin`;
  const groups = new Map<string, { count: number; readonly first: Hit; readonly ways: Set<string> }>();
  for (const hit of hits) {
    const key = `${hit.vendor} ${hit.credential}, ${hit.scene} before ${hit.target}, secret ${hit.secret}`;
    const group = groups.get(key);
    if (group) {
      group.count++;
      group.ways.add(`${hit.sink} as ${hit.encoding}`);
    } else groups.set(key, { count: 1, first: hit, ways: new Set([`${hit.sink} as ${hit.encoding}`]) });
  }
  const lines = [...groups].slice(0, MOST_HITS).map(([key, { count, first, ways }]) => {
    const by = `first by ${first.fault} (${first.shape}, seed ${first.seed})`;
    return `  ${key}: ${count} times, ${by}, in ${[...ways].join(", ")}`;
  });
  const rest = groups.size > MOST_HITS ? [`  and ${groups.size - MOST_HITS} kinds more`] : [];
  return [head, sums, ...lines, ...rest].join("\n");
}
