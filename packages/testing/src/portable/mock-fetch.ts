import { loadPortableMock, type PortableSource } from "./load-portable.ts";
import type { PortableMock, PortableMockOptions } from "./portable-mock.ts";

/** A mock in the place of `fetch`. */
export interface MockFetch extends Omit<PortableMock, "respond"> {
  /** For the option `fetch` of a client. */
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Creates a `fetch` that answers as a vendor does, without a server and without touching the global one.
 *
 * A request to anything but the API rejects with TypeError, as a network failure does.
 *
 * @throws RangeError when there is no such vendor or scenario.
 * @example
 * const mock = await createMockFetch("palette");
 * const palette = createPaletteClient({ apiKey: "any", fetch: mock.fetch });
 */
export async function createMockFetch(source: PortableSource, options: PortableMockOptions = {}): Promise<MockFetch> {
  const mock = await loadPortableMock(source, options);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const response = await mock.respond(request);
    request.signal.throwIfAborted();
    if (response === undefined) {
      throw new TypeError(
        `Cannot answer ${request.method} ${new URL(request.url).pathname}: it is not part of the mocked API`,
      );
    }
    return response;
  };
  return Object.defineProperties({ fetch } as MockFetch, Object.getOwnPropertyDescriptors(mock));
}
