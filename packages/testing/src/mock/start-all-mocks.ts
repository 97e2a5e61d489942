import type { IncomingMessage, ServerResponse } from "node:http";
import type { VendorBehaviour } from "../behaviour/vendor-behaviour.ts";
import { listVendors, loadDocument } from "../document/load-document.ts";
import { withPanel } from "../panel/with-panel.ts";
import { loadBehaviour } from "../vendors/load-behaviour.ts";
import { createVendorMock, type VendorMock } from "./create-vendor-mock.ts";
import { listen } from "./listen.ts";
import { DEFAULT_HOST, DEFAULT_RECORD_LIMIT, type Mock, type MockOptions, toMock } from "./start-mock.ts";

/** Mocks of several vendors behind one port. */
export interface AllMocks {
  /** Base URL of the server; a vendor's own is `mocks.get(vendor).url`. */
  readonly url: string;
  /** The mocks by vendor; their `close()` is the server's. */
  readonly mocks: ReadonlyMap<string, Mock>;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** Which mocks to start, and how. */
export interface AllMocksOptions extends MockOptions {
  /**
   * Names of the vendors.
   *
   * @default every vendor whose document is in the repository
   */
  readonly vendors?: readonly string[];
}

function refuse(path: string, vendors: readonly string[], reply: ServerResponse): void {
  const detail = `No vendor is served at "${path}"; the first segment of the path is one of ${vendors.join(", ")}`;
  const body = JSON.stringify({ type: "urn:vendor-clients:mock:vendor", title: "Unknown vendor", status: 404, detail });
  reply.writeHead(404, { "content-type": "application/problem+json" }).end(body);
}

/**
 * Starts mocks of several vendors on one port, each under a path of its own: `/palette/v1/packs`.
 *
 * @throws RangeError when the repository has no document for a name; Error when the port cannot be had.
 */
export async function startAllMocks(options: AllMocksOptions = {}): Promise<AllMocks> {
  const { vendors = listVendors(), port = 0, host = DEFAULT_HOST, recordLimit = DEFAULT_RECORD_LIMIT, tls } = options;
  const running = new Map<string, VendorMock>();
  const behaviours = new Map<string, VendorBehaviour>();
  for (const vendor of vendors) behaviours.set(vendor, await loadBehaviour(vendor));
  const chosen = chooseScenarios(behaviours, options.scenarios ?? []);
  for (const [vendor, rules] of behaviours) {
    const scenarios = chosen.get(vendor) ?? [];
    running.set(vendor, await createVendorMock(loadDocument(vendor), { ...options, scenarios, recordLimit, rules }));
  }
  const handler = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const [, vendor = "", rest = ""] = /^\/([^/?]*)(.*)$/s.exec(request.url ?? "/") ?? [];
    const mock = running.get(vendor);
    if (mock === undefined) {
      refuse(request.url ?? "/", vendors, reply);
      return;
    }
    request.url = rest.startsWith("/") ? rest : `/${rest}`;
    await mock.handler(request, reply);
  };
  const shown = new Map([...running].map(([vendor, mock]) => [vendor, { mock, path: `/${vendor}${mock.path}` }]));
  const served = options.panel ? withPanel(handler, shown) : handler;
  const { url, close, certificate } = await listen("the mocks", served, { port, host, tls });
  const mocks = [...running].map(([vendor, mock]): [string, Mock] => [
    vendor,
    toMock(mock, `${url}/${vendor}${mock.path}`, close, certificate),
  ]);
  return { url, mocks: new Map(mocks), close };
}

/** A scenario is switched on with every vendor that has one of its name. */
function chooseScenarios(behaviours: ReadonlyMap<string, VendorBehaviour>, names: readonly string[]) {
  const known = [...behaviours].map(([vendor, { scenarios }]) => [vendor, scenarios.map(({ name }) => name)] as const);
  const unknown = names.find((name) => !known.some(([, own]) => own.includes(name)));
  if (unknown !== undefined) {
    const all = [...new Set(known.flatMap(([, own]) => own))].sort().join(", ");
    throw new RangeError(`Cannot use scenario "${unknown}": the scenarios are ${all}`);
  }
  return new Map(known.map(([vendor, own]) => [vendor, names.filter((name) => own.includes(name))]));
}
