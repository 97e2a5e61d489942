import { parseArgs } from "node:util";
import { findVendor, VENDORS, type Vendor } from "../../vendors.ts";
import type { Permissions } from "../gate/committed.ts";
import { PERMISSION_FLAGS, readPermissions } from "../permission-flags.ts";
import { isDay, today } from "../today.ts";
import { STAGES, type Stage } from "./stages.ts";

/** What the command is asked for. */
export interface CiArguments extends Permissions {
  /** Absent: all four, one after the other. */
  readonly stage: Stage | undefined;
  readonly vendors: readonly Vendor[];
  readonly from: string | undefined;
  readonly date: string;
  readonly isDryRun: boolean;
  readonly skipProof: boolean;
  readonly isStrict: boolean;
  /** Takes a vendor's document in place of one that is written here. */
  readonly replacesHandWritten: boolean;
  /** Folders of a consumer. */
  readonly consumers: readonly string[];
  /** Folders that the stages read and write, by the name of their flag. */
  readonly folders: Readonly<Record<Folder, string>>;
  /** Flags that stages share, as they were given. */
  readonly flags: readonly string[];
}

/** Names of folders that one stage leaves for the next. */
export type Folder = "fetched" | "generated" | "gated";

/** Folders that a stage reads; the last one listed in `WRITES` is its own. */
export const READS: Readonly<Record<Stage, readonly Folder[]>> = {
  fetch: [],
  generate: ["fetched"],
  gate: ["fetched", "generated"],
  propose: ["gated"],
};

/** Folder that a stage writes. */
export const WRITES: Readonly<Record<Stage, readonly Folder[]>> = {
  fetch: ["fetched"],
  generate: ["generated"],
  gate: ["gated"],
  propose: [],
};

/** The arguments of the command. @throws TypeError or RangeError when they mean nothing. */
export function parseArguments(args: readonly string[]): CiArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ from: { type: "string" }, date: { type: "string", default: today() } },
      ...{ fetched: { type: "string" }, generated: { type: "string" }, gated: { type: "string" } },
      ...{ "dry-run": { type: "boolean", default: false }, "skip-proof": { type: "boolean", default: false } },
      "replace-hand-written": { type: "boolean", default: false },
      ...{ "allow-weak-sandbox": { type: "boolean", default: false }, consumers: { type: "string", multiple: true } },
      ...PERMISSION_FLAGS,
    },
  });
  const stage = STAGES.find((one) => one === positionals[0]);
  const names = stage === undefined ? positionals : positionals.slice(1);
  const vendors = names.length === 0 && stage === undefined ? VENDORS : names.map(findVendor);
  if ((stage !== undefined || values.from !== undefined) && vendors.length !== 1) {
    throw new TypeError("Cannot begin: one vendor has to be named");
  }
  if (!isDay(values.date)) throw new RangeError("Cannot use the date: it is no day, YYYY-MM-DD");
  const { fetched = "", generated = "", gated = "" } = values;
  const folders = { fetched, generated, gated };
  for (const name of stage === undefined ? [] : [...READS[stage], ...WRITES[stage]]) {
    if (folders[name] === "") throw new TypeError(`Cannot begin: --${name} names the folder`);
  }
  const given = ["allow-shrink", "allow-host", "allow-security-loss", "allow-weak-sandbox"] as const;
  return {
    stage,
    vendors,
    from: values.from,
    date: values.date,
    isDryRun: values["dry-run"],
    skipProof: values["skip-proof"],
    replacesHandWritten: values["replace-hand-written"],
    isStrict: !values["allow-weak-sandbox"],
    consumers: values.consumers ?? [],
    folders,
    flags: given.filter((name) => values[name]).map((name) => `--${name}`),
    ...readPermissions(values),
  };
}
