import { createRestClient, type VERBS } from "../src/create-client.ts";
import type { CallInit, RestClientConfig, Result } from "../src/options.ts";

type Verb = (typeof VERBS)[number];
type ByVerb<F> = Readonly<Record<Verb, F>>;

/** The shared client without a vendor's types. */
export interface UntypedClient extends ByVerb<(path: string, init?: CallInit) => Promise<Result<unknown, unknown>>> {
  call(id: string, init?: CallInit): Promise<Result<unknown, unknown>>;
  readonly op: Readonly<Record<string, (init?: CallInit) => Promise<Result<unknown, unknown>>>>;
  readonly pages: ByVerb<(path: string, init?: CallInit) => AsyncGenerator<unknown>>;
  readonly items: ByVerb<(path: string, init?: CallInit) => AsyncGenerator<unknown>>;
}

/** A client of the vendor "acme", which has no operations and sends every call once unless the configuration says otherwise. */
export function createClient(config: Partial<RestClientConfig> & { readonly baseUrl: string }): UntypedClient {
  return createRestClient({
    vendor: "acme",
    maxAttempts: 1,
    loadOperations: async () => ({}),
    ...config,
  }) as UntypedClient;
}
