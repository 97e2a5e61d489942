import type { Result } from "@vendor-clients/runtime";
import type { AcmClient } from "./client.ts";
import type { PathsWithGet } from "./generated/types.ts";

/** A client whose document does not name what is read: any path, any answer. */
interface UntypedReader {
  GET(path: string, init: object): Promise<Result<unknown, unknown>>;
}

/**
 * What reads operations that not every revision of the document has, told by the path that they came with.
 *
 * Where the document names that path, this is the client itself, so that a wrong path or parameter is an error as everywhere; where it does
 * not, hand-written code compiles all the same, and ACM says at run time that it has no such operation.
 */
export type ReaderSince<Path extends string, Paths = PathsWithGet> = Path extends keyof Paths
  ? Pick<AcmClient, "GET">
  : UntypedReader;

/** Keepers came with 26.1; the revision of 2025 has ZooKeepers only. */
export type KeeperReader = ReaderSince<"/environment/{environment}/keepers">;
