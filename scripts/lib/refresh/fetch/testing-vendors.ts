import { afterEach } from "vitest";
import { loadSource } from "../../specs.ts";
import { type Incoming, readIncoming } from "../read-incoming.ts";
import type { Environment, RefreshSource } from "../source.ts";
import { type Answers, startInternet, type TestInternet } from "./testing.ts";

/** A small document. */
export const DOCUMENT = { openapi: "3.0.3", info: { title: "Kites", version: "1" }, paths: {} };
/** Servers that end with the test. */
export const open: TestInternet[] = [];

afterEach(async () => {
  for (const internet of open.splice(0)) await internet.close();
});

/** Reads a vendor's document by its own `source.json`; what arrived can be looked at before what came back. */
export async function read(
  vendor: string,
  environment: Environment,
  answers: Answers,
  change: Partial<RefreshSource> = {},
) {
  const hosts = [...new Set(Object.keys(answers).map((line) => line.replace(/^[A-Z]+ |\/.*$/gu, "")))];
  const internet = await startInternet(hosts, answers);
  open.push(internet);
  const source: RefreshSource = { ...(await loadSource(vendor)), ...change };
  const result = readIncoming(source, undefined, environment, { network: internet.network, pause: async () => {} });
  // Awaited where the requests have been looked at.
  result.catch(() => {});
  await result.catch(() => {});
  return { seen: internet.seen, resolved: internet.resolved, lines: internet.seen.map(({ line }) => line), result };
}

/** The JSON of what was read. */
export const textOf = async (result: Promise<Incoming>) => {
  const incoming = await result;
  return incoming === "unchanged" ? incoming : JSON.parse(new TextDecoder().decode(incoming.bytes));
};
