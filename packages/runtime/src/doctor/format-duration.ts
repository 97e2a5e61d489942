const UNITS: readonly (readonly [ms: number, name: string])[] = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
];

/** A length of time in its largest unit, rounded down: `3 d`, `59 min`, `0 s`; its sign is left out. */
export function formatDuration(ms: number): string {
  const lengthMs = Math.abs(ms);
  const [unitMs, name] = UNITS.find(([least]) => lengthMs >= least) ?? [1_000, "s"];
  return `${Math.floor(lengthMs / unitMs)} ${name}`;
}
