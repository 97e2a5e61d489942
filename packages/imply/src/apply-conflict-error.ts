import { ClientError } from "@vendor-clients/runtime/errors";

/** A cluster has another resource version than the change was made for; nothing was sent. */
export class ApplyConflictError extends ClientError<"APPLY_CONFLICT"> {
  override readonly name = "ApplyConflictError";
  /** The version that the change was made for. */
  declare readonly wantedVersion: number;
  /** The version that the cluster has; `undefined` when there is no cluster, or none that shows one. */
  declare readonly foundVersion: number | undefined;

  constructor(wantedVersion: number, foundVersion: number | undefined) {
    const found = `expected resource version ${wantedVersion}, found ${foundVersion ?? "none"}`;
    super("APPLY_CONFLICT", found, { vendor: "imply", operation: "apply cluster" }, { wantedVersion, foundVersion });
  }
}
