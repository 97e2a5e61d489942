import { runCommand } from "./lib/exit.ts";
import { ciCommand } from "./lib/refresh/ci/ci-command.ts";

const USAGE = `Usage: npm run refresh:ci [-- <vendor>...] [--from <file|url>] [--date YYYY-MM-DD] [--dry-run] [--skip-proof] [--consumers <folder>]
                          [--allow-shrink] [--allow-host] [--allow-security-loss] [--allow-weak-sandbox] [--replace-hand-written]
       npm run refresh:ci -- fetch <vendor> --fetched <folder> [--from <file|url>] [--date YYYY-MM-DD] [--replace-hand-written]
       npm run refresh:ci -- generate <vendor> --fetched <folder> --generated <folder> [--allow-...]
       npm run refresh:ci -- gate <vendor> --fetched <folder> --generated <folder> --gated <folder> [--skip-proof] [--consumers <folder>] [--allow-...]
       npm run refresh:ci -- propose <vendor> --gated <folder> [--dry-run]`;

await runCommand(USAGE, () => ciCommand(process.argv.slice(2), USAGE));
