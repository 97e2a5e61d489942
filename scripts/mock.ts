import { parseArgs } from "node:util";
// The source, not the built package: a mock must start in a fresh clone.
import { type Mock, startAllMocks, startMock } from "../packages/testing/src/index.ts";
import { runCommand } from "./lib/exit.ts";

const USAGE = "Usage: npm run mock -- <vendor or all> [--port 4010] [--host 127.0.0.1]";

/** The port of the examples in the README; Prism's own default. */
const DEFAULT_PORT = "4010";

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new RangeError(`Cannot use port "${text}": expected a number from 0 to 65535`);
}

interface Running {
  readonly mocks: readonly (readonly [vendor: string, mock: Mock])[];
  close(): Promise<void>;
}

async function start(name: string, options: { port: number; host: string }): Promise<Running> {
  if (name !== "all") {
    const mock = await startMock(name, options);
    return { mocks: [[name, mock]], close: mock.close };
  }
  const { mocks, close } = await startAllMocks(options);
  return { mocks: [...mocks], close };
}

/** Serves the mock of one vendor, or of all under their names, until it is interrupted. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: "string", default: DEFAULT_PORT }, host: { type: "string", default: "127.0.0.1" } },
  });
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new Error(USAGE);
  const { mocks, close } = await start(name, { port: readPort(values.port), host: values.host });
  // Before anything is printed: whoever waits for the last line may interrupt at once.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void close());
  const width = Math.max(...mocks.map(([vendor]) => vendor.length));
  for (const [vendor, { url, operationCount }] of mocks) {
    console.log(`${vendor.padEnd(width)}  ${operationCount.toLocaleString("en").padStart(5)} operations  ${url}`);
  }
  console.log(`ready in ${Math.round(performance.now())} ms, stop with Ctrl+C`);
}

await runCommand(USAGE, main);
