import type { Vendor } from "../vendors.ts";
import type { Permissions } from "./gate/committed.ts";
import { type GateOptions, gateInMirror } from "./gate-in-mirror.ts";
import { chooseIsolation, generateInMirror, toStageRequest } from "./generate-in-mirror.ts";
import { createMirror, type Limits, listDifferences, removeMirror } from "./mirror.ts";
import { type ReadOptions, readChanged } from "./read-changed.ts";
import { readPage } from "./read-page.ts";
import type { ReportFacts } from "./report/facts.ts";
import { writeMarkdown, writePullRequest, writeSummary } from "./report/markdown.ts";
import type { Isolation } from "./sandbox.ts";
import { swapIn } from "./swap.ts";
import { today } from "./today.ts";

/** How to refresh one vendor. */
export interface RefreshOptions extends ReadOptions, Permissions, GateOptions {
  /** Day on which the bytes were obtained, `YYYY-MM-DD`. @default today */
  readonly date?: string | undefined;
  /** Leaves the committed files as they are. */
  readonly isDryRun: boolean;
  /** Refuses every isolation but that of the system. */
  readonly isStrict: boolean;
  readonly limits?: Limits;
  /** Called as each step begins. */
  readonly onStep?: (step: string) => void;
}

/** What a refresh did. */
export type RefreshResult =
  | { readonly outcome: "unchanged" }
  | {
      readonly outcome: "changed";
      readonly facts: ReportFacts;
      readonly report: string;
      /** The page with the revisions; absent where the interface is the same. */
      readonly page: string | undefined;
      /** The verdict, and the files that are touched. */
      readonly summary: string;
      readonly pullRequest: { readonly title: string; readonly text: string };
      readonly isolation: Isolation["name"];
      readonly peakMiB: number;
    };

/**
 * Refreshes one vendor: fetch, gate, import, generate, gate, compare, report, prove, swap.
 *
 * @throws RefreshError when a rule refuses; the committed files are then as they were.
 */
export async function refreshVendor(vendor: Vendor, options: RefreshOptions): Promise<RefreshResult> {
  const { root, onStep = () => {}, date = today() } = options;
  const request = toStageRequest(vendor, date, options);
  onStep("fetch");
  const incoming = await readChanged(vendor, options);
  if (incoming === "unchanged") return { outcome: "unchanged" };
  const isolation = chooseIsolation(options.isStrict);
  onStep("copy");
  const mirror = await createMirror(root, vendor.name, options.limits);
  try {
    const work = { mirror, vendor, isolation, request, onStep };
    // The sandbox works on one core; what the gate after needs is loaded on another one meanwhile.
    const loading = Promise.allSettled([import("./check-output.ts"), import("../compare/affected.ts")]);
    const [staged] = await Promise.all([generateInMirror(work, incoming), loading]);
    const facts = await gateInMirror(work, staged, options);
    const page = await readPage(mirror);
    if (!options.isDryRun) {
      const files = await listDifferences(mirror);
      onStep("swap");
      await swapIn(mirror, files);
    }
    onStep("end");
    return {
      outcome: "changed",
      facts,
      report: writeMarkdown(facts),
      page,
      summary: writeSummary(facts),
      pullRequest: writePullRequest(facts),
      isolation: isolation.name,
      peakMiB: staged.peakMiB,
    };
  } finally {
    await removeMirror(mirror);
  }
}
