import type { AffectedFile, Consumer } from "../../compare/affected.ts";
import type { Change } from "../../compare/change.ts";
import { readConsumerFolders, readOwnConsumers, type Sources } from "../../compare/read-consumer.ts";
import type { Touched } from "./facts.ts";

/** Whose sources to look through for a vendor. */
export interface TouchedOptions {
  /** Folder of the project. */
  readonly root: string;
  readonly vendor: string;
  /** Folders that were given with `--consumers`, or what was read in them. */
  readonly given?: readonly (string | Sources)[] | undefined;
}

/**
 * The hand-written files of ours and of given consumers that changes touch. Sources are parsed, never run.
 *
 * @throws ConsumerError for a given folder that cannot be looked through.
 */
export async function findTouched(changes: readonly Change[], options: TouchedOptions): Promise<Touched> {
  const { root, vendor, given = [] } = options;
  // Loaded when there is something to look for: the parser takes longer to load than a refresh of unchanged bytes may.
  const { affected } = await import("../../compare/affected.ts");
  const own = await readOwnConsumers(vendor, root);
  const read = [
    ...given.filter((one) => typeof one !== "string"),
    ...(await readConsumerFolders(given.filter((one) => typeof one === "string"))),
  ];
  const consumers: Consumer[] = [...own, ...read.map((sources) => ({ ...sources, vendor }))];
  const unread = consumers.flatMap((one) => (one.unread ?? []).map((file) => ({ consumer: one.name, file })));
  const found = affected(changes, consumers, (consumer, file) => unread.push({ consumer, file }));
  const places = new Map(changes.map((change, index) => [change, index]));
  return {
    own: own.map(({ name }) => name),
    consumers: consumers.map(({ name }) => name),
    files: found.filter(isHandWritten).map(({ linesOf, changes: touching, ...file }) => ({
      ...file,
      changes: touching
        .map((change) => ({ at: places.get(change) ?? -1, lines: linesOf.get(change) ?? [] }))
        .sort((a, b) => a.at - b.at),
    })),
    unread,
  };
}

/** Generated files follow by themselves. */
function isHandWritten({ reasons }: AffectedFile): boolean {
  return reasons.some((reason) => reason !== "generated");
}
