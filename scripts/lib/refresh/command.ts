import { parseArgs } from "node:util";
import { ConsumerError, readConsumerFolders } from "../compare/read-consumer.ts";
import { ROOT } from "../project.ts";
import { findVendor, VENDORS, type Vendor } from "../vendors.ts";
import { findReasonNotToAsk } from "./find-reason-to-leave.ts";
import { PERMISSION_FLAGS, readPermissions } from "./permission-flags.ts";
import { type RefreshOneOptions, refreshOne } from "./refresh-one.ts";
import { EXIT_CODES } from "./refusal.ts";
import { recoverSwaps } from "./swap.ts";
import { isDay } from "./today.ts";

/**
 * `npm run refresh`: one vendor or several; without a name all of them, and those that cannot be asked are named.
 *
 * The exit code says why it stopped, see `EXIT_CODES`; with several vendors it is that of the first refusal.
 */
export async function refreshCommand(
  args: readonly string[],
  usage: string,
  root = ROOT,
  seams: RefreshSeams = {},
): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ from: { type: "string" }, date: { type: "string" }, consumers: { type: "string", multiple: true } },
      ...{ "dry-run": { type: "boolean", default: false }, "skip-proof": { type: "boolean", default: false } },
      "replace-hand-written": { type: "boolean", default: false },
      ...PERMISSION_FLAGS,
    },
  });
  const consumers = await readConsumerFolders(values.consumers ?? []).catch(toMisuse);
  const misuse = findMisuse(values, positionals) ?? (typeof consumers === "string" ? consumers : undefined);
  if (misuse !== undefined || typeof consumers === "string") {
    console.error(`${misuse}\n${usage}`);
    process.exitCode = EXIT_CODES.usage;
    return;
  }
  const options = {
    root,
    from: values.from,
    date: values.date,
    isDryRun: values["dry-run"],
    skipProof: values["skip-proof"],
    isStrict: false,
    isNamed: positionals.length > 0,
    replacesHandWritten: values["replace-hand-written"],
    consumers,
    ...readPermissions(values),
    environment: process.env,
    ...seams,
  };
  const vendors = positionals.length === 0 ? VENDORS : positionals.map(findVendor);
  for (const name of await recoverSwaps(root)) console.log(`${name}: finished what an earlier refresh had begun`);
  await refreshAll(vendors, options);
}

/** One after the other; none stops the others, and a defect of ours is thrown when all had their turn. */
async function refreshAll(vendors: readonly Vendor[], options: RefreshOneOptions): Promise<void> {
  const defects: unknown[] = [];
  for (const vendor of vendors) {
    await refreshOrLeave(vendor, options).catch((error: unknown) => defects.push(error));
  }
  if (defects.length > 0) throw defects[0];
}

async function refreshOrLeave(vendor: Vendor, options: RefreshOneOptions): Promise<void> {
  const { root, environment, isNamed } = options;
  const reason = isNamed ? undefined : await findReasonNotToAsk(vendor, root, environment);
  if (reason === undefined) await refreshOne(vendor, options);
  else console.log(`${vendor.name}: left as it is, ${reason}`);
}

/** What tests set instead of the defaults: variables and a server of their own, small caps. */
export type RefreshSeams = Partial<Pick<RefreshOneOptions, "environment" | "fetchOptions" | "limits">>;

/** Why arguments mean nothing, in words. */
function findMisuse({ from, date }: { from?: string; date?: string }, names: readonly string[]): string | undefined {
  if (from !== undefined && names.length !== 1) return "--from is the document of one vendor, which has to be named";
  if (date !== undefined && !isDay(date)) return "--date is a day, YYYY-MM-DD";
  if (names.every((name) => VENDORS.some((vendor) => vendor.name === name))) return undefined;
  return `There is no such vendor; the vendors are ${VENDORS.map(({ name }) => name).join(", ")}`;
}

/** A folder that cannot be looked through is a misuse, and said before anything is fetched. */
function toMisuse(error: unknown): string {
  if (error instanceof ConsumerError) return error.message;
  throw error;
}
