import { listVendors } from "../document/load-document.ts";
import { listReasons } from "./contract/judge-report.ts";
import { parseContractArguments } from "./contract/parse-contract-arguments.ts";
import { runContract } from "./contract/run-contract.ts";
import { parseServeArguments, UsageError } from "./parse-arguments.ts";
import { serve } from "./serve.ts";

const USAGE = `Usage: vendor-clients-testing <vendor or all> [options]

  --port <number>         port to listen on, 0 for any free one (4010)
  --host <address>        address to listen on (127.0.0.1)
  --strict                refuse what the document does not know, and end with 1 when a request broke a rule
  --latency <ms|ms-ms>    time before each answer
  --fault <name>          let a fault strike
  --scenario <name>       switch a vendor's scenario on; may be given more than once
  --seed <number>         same seed, same ids (1)
  --tls                   speak TLS with a certificate that is signed by itself

  vendor-clients-testing contract [vendor...] [--shard 1/4] [--junit <file>] [--json <file>] [--summary <file>] [-- <vitest's>]
                          run this project's contract tests: 1 a contract is broken, 3 they could not run

  vendor-clients-testing live <vendor> --base-url <url> [options]
                          how a vendor's answers differ from its document: 1 they do, 3 nothing is known; live --help`;

/** What a command is given by its process. */
export interface Surroundings {
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Resolves when the process is asked to end. */
  readonly interrupted: Promise<void>;
  /** Where the command was called. */
  readonly folder: string;
  /** Milliseconds since the process began. */
  readonly sinceStartMs: () => number;
}

/** Exit codes: all is well, a rule was broken, arguments that mean nothing, what the command stands on failed. */
export const EXIT = { ok: 0, broken: 1, usage: 2, infrastructure: 3 } as const;

/** How many violations are named in the end, the last ones. */
const SHOWN_VIOLATIONS = 20;

const LIVE_EXIT = { ok: "ok", drift: "broken", infrastructure: "infrastructure" } as const;

/** Runs the command and answers with its exit code. */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { print, printError } = surroundings;
  try {
    const [first, ...rest] = args;
    if (first === "help" || (first !== "live" && asksForHelp(args))) {
      print(USAGE);
      return EXIT.ok;
    }
    if (first === "contract") return await runContractTests(rest, surroundings);
    if (first === "live") return await lookForDrift(rest, surroundings);
    return await runServe([...(first === undefined ? [] : [first]), ...rest], surroundings);
  } catch (error) {
    printError(error instanceof Error ? error.message : String(error));
    if (!(error instanceof UsageError) && !(error instanceof RangeError)) return EXIT.infrastructure;
    printError("vendor-clients-testing --help shows what it takes");
    return EXIT.usage;
  }
}

/** Whether help is asked for, also behind a vendor's name; what stands behind `--` is not ours. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? args.length : end).some((one) => one === "--help" || one === "-h");
}

async function runContractTests(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { print, printError, folder } = surroundings;
  const options = parseContractArguments(args, listVendors());
  const judgement = await runContract(options, folder);
  const { outcome, breaks, infrastructure } = judgement;
  for (const reason of listReasons(judgement)) printError(reason);
  print(`${breaks.length} broken, ${infrastructure.length} not run to their end: ${outcome}`);
  return { ok: EXIT.ok, broken: EXIT.broken, infrastructure: EXIT.infrastructure }[outcome];
}

async function lookForDrift(args: readonly string[], surroundings: Surroundings): Promise<number> {
  // What judges answers is of no use to a mock, which has to be ready soon.
  const { runLive } = await import("../live/command/run-live.ts");
  return EXIT[LIVE_EXIT[await runLive(args, surroundings)]];
}

async function runServe(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { print, printError, interrupted, sinceStartMs } = surroundings;
  const options = parseServeArguments(args);
  const served = await serve(options, { print });
  print(`ready in ${Math.round(sinceStartMs())} ms, page at ${served.origin}/, stop with Ctrl+C`);
  await interrupted;
  const violations = served.countViolations();
  const kept = served.listViolations().slice(-SHOWN_VIOLATIONS);
  await served.close();
  if (!options.strict || violations === 0) return EXIT.ok;
  // When this is read the mock is gone, and with it the page that says more.
  for (const line of kept) printError(line);
  printError(`${violations} violations of the document; the page and /__mock/requests say more while the mock runs`);
  return EXIT.broken;
}
