import { readFileSync, writeFileSync } from "node:fs";
import { refreshCommand } from "../command.ts";
import { type Answers, answer, startInternet } from "./testing.ts";

// A process for tests: `npm run refresh` against servers that this process is itself, with the variables that it was
// given. What arrived is written to a file.

/** What a test asks for. */
export interface CommandRun {
  readonly root: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Answers by line, see `startInternet`; one with a tag is 304 to who has it. */
  readonly answers: Readonly<
    Record<string, { readonly body: string; readonly status?: number; readonly etag?: string }>
  >;
}

const file = process.argv[2] ?? "";
const { root, args, environment, answers }: CommandRun = JSON.parse(readFileSync(file, "utf8"));
const listeners: Answers = Object.fromEntries(
  Object.entries(answers).map(([line, { body, status, etag }]): [string, Answers[string] & {}] => [
    line,
    (request, response) => {
      const type = body.startsWith("<") ? { "content-type": "text/html" } : {};
      if (etag !== undefined && request.headers["if-none-match"] === etag) response.writeHead(304).end();
      else answer(body, { ...type, ...(etag !== undefined && { etag }) }, status)(request, response);
    },
  ]),
);
const hosts = Object.keys(answers).map((line) => line.replace(/^[A-Z]+ |\/.*$/gu, ""));
const internet = await startInternet([...new Set(hosts)], listeners);
const fetchOptions = { network: internet.network, pause: async () => {} };
try {
  await refreshCommand(args, "usage", root, { environment, fetchOptions });
} finally {
  await internet.close();
  writeFileSync(file, JSON.stringify({ seen: internet.seen, resolved: internet.resolved }));
}
