import { type HttpHandler, http } from "msw";
import { loadPortableMock, type PortableSource } from "../portable/load-portable.ts";
import type { PortableMock, PortableMockOptions } from "../portable/portable-mock.ts";

/** A mock as handlers of MSW, with what it has seen. */
export interface MswMock extends Omit<PortableMock, "respond"> {
  /** For `setupServer(...)` and `setupWorker(...)`. */
  readonly handlers: readonly HttpHandler[];
}

/**
 * The mock of a vendor as handlers of MSW: routes, checks, answers, state and scenarios of the mock servers, without
 * Prism. What is not part of the API goes on to the next handler.
 *
 * @throws RangeError when there is no such vendor or scenario.
 * @example
 * const server = setupServer(...(await handlers("palette")));
 */
export async function handlers(
  source: PortableSource,
  options: PortableMockOptions = {},
): Promise<readonly HttpHandler[]> {
  return (await createMswMock(source, options)).handlers;
}

/**
 * As `handlers`, with the records and the switches of a mock.
 *
 * @throws RangeError when there is no such vendor or scenario.
 */
export async function createMswMock(source: PortableSource, options: PortableMockOptions = {}): Promise<MswMock> {
  const mock = await loadPortableMock(source, options);
  const handler = http.all("*", async ({ request }) => mock.respond(request));
  return Object.defineProperties({ handlers: [handler] } as unknown as MswMock, Object.getOwnPropertyDescriptors(mock));
}
