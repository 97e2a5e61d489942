import { startAllMocks } from "../mock/start-all-mocks.ts";
import { countViolations, type Mock, startMock } from "../mock/start-mock.ts";
import type { ServeArguments } from "./parse-arguments.ts";

/** Where lines are printed. */
export interface Output {
  readonly print: (line: string) => void;
}

/** Mocks that run. */
export interface Served {
  /** Where the page is. */
  readonly origin: string;
  /** Violations that the requests up to now have made, of all mocks, whatever was forgotten since. */
  countViolations(): number;
  /** The kept ones of them, a line for each without what was sent: vendor, operation, place and rule. */
  listViolations(): string[];
  close(): Promise<void>;
}

/**
 * Serves the mock of one vendor, or of all under their names, with the page at `/`.
 *
 * @throws RangeError when a vendor, a scenario or a fault does not exist; Error when the port cannot be had.
 */
export async function serve({ name, ...options }: ServeArguments, { print }: Output): Promise<Served> {
  const { fault, ...rest } = options;
  const given = { ...rest, ...(fault === undefined ? {} : { fault }), panel: true };
  let mocks: readonly (readonly [vendor: string, mock: Mock])[];
  let origin: string;
  let close: () => Promise<void>;
  if (name === "all") {
    const all = await startAllMocks(given);
    mocks = [...all.mocks];
    origin = all.url;
    close = all.close;
  } else {
    const mock = await startMock(name, given);
    mocks = [[name, mock]];
    origin = new URL(mock.url).origin;
    close = mock.close;
  }
  const width = Math.max(...mocks.map(([vendor]) => vendor.length));
  for (const [vendor, { url, operationCount }] of mocks) {
    print(`${vendor.padEnd(width)}  ${operationCount.toLocaleString("en").padStart(5)} operations  ${url}`);
  }
  return {
    origin,
    listViolations: () =>
      mocks.flatMap(([vendor, { violations }]) =>
        violations.map(({ operation, pointer, rule }) => `${vendor}  ${operation}  ${pointer || "/"}  ${rule}`),
      ),
    countViolations: () => mocks.reduce((sum, [, mock]) => sum + countViolations(mock), 0),
    close,
  };
}
