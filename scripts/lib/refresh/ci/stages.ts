/** The four jobs, in their order. */
export const STAGES = ["fetch", "generate", "gate", "propose"] as const;

/** One of the four jobs. */
export type Stage = (typeof STAGES)[number];
