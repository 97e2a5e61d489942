import { rm } from "node:fs/promises";
import type { Vendor } from "../../vendors.ts";
import type { Permissions } from "../gate/committed.ts";
import { chooseIsolation, generateInMirror, toStageRequest } from "../generate-in-mirror.ts";
import { createMirror, removeMirror } from "../mirror.ts";
import { writeChanges, writeManifest } from "./artifact.ts";
import { readFetched } from "./fetch-stage.ts";

/** What the second job needs. */
export interface GenerateStageOptions extends Permissions {
  /** Folder of the project. */
  readonly root: string;
  /** Folder that the first job wrote. */
  readonly fetched: string;
  /** Folder that it writes. */
  readonly out: string;
  /** Refuses every isolation but that of the system. */
  readonly isStrict: boolean;
  readonly onStep: (step: string) => void;
}

/** The second of four jobs: gate, import, overrides and generation, without network and environment. @throws RefreshError. */
export async function generateStage(vendor: Vendor, options: GenerateStageOptions): Promise<void> {
  const { root, out, onStep } = options;
  await rm(out, { recursive: true, force: true });
  const document = await readFetched(options.fetched, vendor.name);
  const request = toStageRequest(vendor, document.date, options);
  const isolation = chooseIsolation(options.isStrict);
  onStep("copy");
  const mirror = await createMirror(root, vendor.name);
  try {
    await generateInMirror({ mirror, vendor, isolation, request, onStep }, document);
    const changes = await writeChanges(out, mirror);
    await writeManifest(out, "manifest.json", { vendor: vendor.name, document: document.sha256, ...changes });
  } finally {
    await removeMirror(mirror);
  }
}
