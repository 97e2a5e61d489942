import { createInstaclustrClient } from "@vendor-clients/instaclustr";
import { createPaletteClient } from "@vendor-clients/palette";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { createRandom } from "@vendor-clients/testing/faults";
import type { AnyClient } from "../subject.ts";

/** How a limit was kept. */
export interface LimitFigure {
  readonly limit: string;
  readonly requests: number;
  readonly travel: string;
  /** Shortest time between two arrivals, in milliseconds. */
  readonly leastGapMs: number;
  /** Requests that a vendor that counts as it says would have refused with 429. */
  readonly refused: number;
  /** Part of the allowed rate that was used, in percent. */
  readonly utilisation: number;
}

interface Limit {
  readonly limit: string;
  readonly requests: number;
  readonly callers: number;
  readonly perSecond: number;
  /** How long requests travel, in milliseconds, at least and at most. */
  readonly travelMs: readonly [least: number, most: number];
  /** Whether the vendor refuses a request that arrives, by those that it let in before. */
  readonly isRefused: (arrivalsMs: readonly number[], nowMs: number) => boolean;
  readonly createClient: (options: ClientParts) => AnyClient;
  readonly path: string;
}

interface ClientParts {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: ReturnType<typeof createFakeClock>;
}

/** Counts arrivals in the second before. */
const inLastSecond = (most: number) => (arrivalsMs: readonly number[], nowMs: number) =>
  (arrivalsMs.at(-most) ?? Number.NEGATIVE_INFINITY) > nowMs - 1_000;

const instaclustr = (options: ClientParts) =>
  createInstaclustrClient({ ...options, username: "me", apiKey: "key" }) as unknown as AnyClient;
const palette = (options: ClientParts) => createPaletteClient({ ...options, apiKey: "key" }) as unknown as AnyClient;

const LIMITS: readonly Limit[] = [
  {
    ...{
      limit: "Instaclustr v1, 1 in 2.5 s",
      requests: 10_000,
      callers: 40,
      perSecond: 0.4,
      path: "/provisioning/v1/",
      travelMs: [5, 60],
    },
    isRefused: (arrivalsMs, nowMs) => (arrivalsMs.at(-1) ?? Number.NEGATIVE_INFINITY) > nowMs - 2_500,
    createClient: instaclustr,
  },
  {
    ...{ limit: "Instaclustr v2, 35 in 1 s", requests: 10_000, callers: 40, perSecond: 35 },
    path: "/cluster-management/v2/data-sources/clusters/v2",
    // Requests that bunch up on their way are more in a second than left in one.
    travelMs: [10, 30],
    isRefused: inLastSecond(35),
    createClient: instaclustr,
  },
  {
    ...{
      limit: "Palette, 10 in 1 s and 5 more",
      requests: 5_000,
      callers: 40,
      perSecond: 10,
      path: "/v1/projects",
      travelMs: [5, 60],
    },
    isRefused: inLastSecond(15),
    createClient: palette,
  },
  {
    ...{ limit: "Palette clusters, 50 in 1 s and 5 more", requests: 10_000, callers: 100, perSecond: 50 },
    path: "/v1/spectroclusters",
    travelMs: [5, 60],
    isRefused: inLastSecond(55),
    createClient: palette,
  },
];

/** Calls as fast as each limit lets, and looks at the arrivals; of the requests, only a part where that is said. */
export async function measureLimits(seed: number, part = 1): Promise<LimitFigure[]> {
  const figures: LimitFigure[] = [];
  for (const limit of LIMITS) figures.push(await measure({ ...limit, requests: limit.requests * part }, seed));
  return figures;
}

async function measure(given: Limit, seed: number): Promise<LimitFigure> {
  const { limit, requests, callers, perSecond, travelMs, isRefused, createClient, path } = given;
  const random = createRandom(seed);
  const clock = createFakeClock();
  const arrivalsMs: number[] = [];
  let refused = 0;
  let left = requests;
  const fetch = async () => {
    await new Promise<void>((resolve) => clock.setTimer(resolve, random.between(...travelMs)));
    if (isRefused(arrivalsMs, clock.now())) refused++;
    arrivalsMs.push(clock.now());
    return Response.json([]);
  };
  const client = createClient({
    baseUrl: "https://limits.example.test",
    fetch: fetch as typeof globalThis.fetch,
    clock,
  });
  const caller = async () => {
    while (left-- > 0) await client.GET(path, { timeoutMs: 86_400_000 });
  };
  await clock.runUntil(Promise.all(Array.from({ length: callers }, caller)));
  const gaps = arrivalsMs.slice(1).map((atMs, index) => atMs - (arrivalsMs[index] ?? 0));
  const spanMs = (arrivalsMs.at(-1) ?? 0) - (arrivalsMs[0] ?? 0);
  return {
    ...{ limit, requests: arrivalsMs.length, refused, travel: `${travelMs.join(" to ")} ms` },
    leastGapMs: Math.min(...gaps),
    utilisation: ((arrivalsMs.length - 1) / ((spanMs / 1_000) * perSecond)) * 100,
  };
}
