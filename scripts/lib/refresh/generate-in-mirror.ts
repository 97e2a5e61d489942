import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toCanonicalJson } from "../canonical.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Vendor } from "../vendors.ts";
import type { Validators } from "./fetch-document.ts";
import type { Permissions } from "./gate/committed.ts";
import type { Mirror } from "./mirror.ts";
import { RefreshError } from "./refusal.ts";
import { runStage, type Staged } from "./run-stage.ts";
import { findIsolation, type Isolation } from "./sandbox.ts";
import type { StageRequest } from "./stage.ts";
import { isDay } from "./today.ts";

/** A vendor's bytes on their way through a mirror. */
export interface Work {
  readonly mirror: Mirror;
  readonly vendor: Vendor;
  readonly isolation: Isolation;
  readonly request: StageRequest;
  /** Called as each step begins. */
  readonly onStep: (step: string) => void;
}

/** The bytes of a document, and what their server recognises them by. */
export interface Document extends Validators {
  readonly bytes: Uint8Array;
}

/**
 * The strongest isolation that this system allows.
 *
 * @throws RefreshError of kind `sandbox` when that has to be a network namespace and there is none.
 */
export function chooseIsolation(isStrict: boolean): Isolation {
  const isolation = findIsolation();
  if (!isStrict || isolation.command.length > 0) return isolation;
  throw new RefreshError({ kind: "sandbox", rule: "no-network", pointer: "#", hint: "no network namespace here" });
}

/** What the stage in the sandbox is asked for. @throws RangeError for a date that is none. */
export function toStageRequest(vendor: Vendor, date: string, permissions: Permissions): StageRequest {
  if (!isDay(date)) throw new RangeError(`Cannot use date "${date}": it is no day, YYYY-MM-DD`);
  const { allowShrink, allowHost, allowSecurityLoss } = permissions;
  return { allowShrink, allowHost, allowSecurityLoss, vendor: vendor.name, date, mode: "import-and-generate" };
}

/** Gate before, import, overrides, generation: all of it in the sandbox, on the mirror. @throws RefreshError. */
export async function generateInMirror(work: Work, document: Document): Promise<Staged> {
  const { mirror, vendor, isolation, request, onStep } = work;
  await writeFile(join(mirror.folder, "incoming"), document.bytes);
  const staged = await runStage(mirror, isolation, request, onStep);
  await writeValidators(mirror, vendor.name, document);
  return staged;
}

/** They belong to the bytes, so those of other bytes must not stay. */
async function writeValidators({ folder }: Mirror, vendor: string, { etag, lastModified }: Validators): Promise<void> {
  const path = join(folder, "specs", vendor, "source.json");
  const source: JsonObject = JSON.parse(await readFile(path, "utf8"));
  const { etag: _etag, lastModified: _lastModified, ...lock } = isObject(source["lock"]) ? source["lock"] : {};
  const validators = { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
  await writeFile(path, toCanonicalJson({ ...source, lock: { ...lock, ...validators } }));
}
