import { runCommand } from "./lib/exit.ts";
import { refreshCommand } from "./lib/refresh/command.ts";
import { EXIT_CODES } from "./lib/refresh/refusal.ts";

const USAGE = `Usage: npm run refresh [-- <vendor>...] [--from <file|url>] [--date YYYY-MM-DD] [--dry-run] [--skip-proof]
                       [--consumers <folder>]...
                       [--allow-shrink] [--allow-host] [--allow-security-loss] [--replace-hand-written]`;

await runCommand(USAGE, () => refreshCommand(process.argv.slice(2), USAGE), EXIT_CODES.usage);
