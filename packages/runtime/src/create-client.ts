import { unwrap } from "./errors/unwrap.ts";
import type { CallInit, RestClientConfig } from "./options.ts";
import { ownCopy } from "./request/own-copy.ts";
import { createSend } from "./send/create-send.ts";
import { refuseUnverifiedTls } from "./send/refuse-unverified-tls.ts";

/** The verbs of a client, as openapi-fetch names them. */
export const VERBS = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"] as const;

/**
 * The client that all vendors share; the vendor's configuration says what differs.
 *
 * Its calls are typed by the vendor's generated interface, which is why this returns `unknown`-typed members.
 *
 * @throws TypeError when the base URL or a header cannot be used.
 */
export function createRestClient(given: RestClientConfig): object {
  const config = ownCopy(given);
  refuseUnverifiedTls(config);
  const send = createSend(config);
  const call = async (id: string, init?: CallInit) => {
    const table = await config.loadOperations();
    const row = Object.hasOwn(table, id) ? table[id] : undefined;
    if (!row) throw new TypeError(`Cannot call ${config.vendor} "${id}": there is no such operation`);
    return send(row[0], row[1], init);
  };
  const each = (kind: "eachPage" | "eachItem") =>
    verbMap(async function* (method, path, init) {
      // Loaded when it is needed, as the operation table is.
      const paging = await import("./pagination/paginate.ts");
      yield* paging[kind]({ ...config, send, unwrap }, method, path, init);
    });
  return { ...verbMap(send), call, op: createMethods(call), pages: each("eachPage"), items: each("eachItem") };
}

/** Every operation as a method of its id, without loading the table to know the ids. */
function createMethods(call: (id: string, init?: CallInit) => unknown): object {
  return new Proxy(
    {},
    {
      get(target, id) {
        // What `await`, `JSON.stringify` and string conversion look for is no operation.
        if (typeof id !== "string" || id === "then" || id === "toJSON" || id in target) return Reflect.get(target, id);
        return (init?: CallInit) => call(id, init);
      },
    },
  );
}

function verbMap<R>(
  run: (method: string, path: string, init?: CallInit) => R,
): Record<string, (path: string, init?: CallInit) => R> {
  return Object.fromEntries(VERBS.map((verb) => [verb, (path, init) => run(verb, path, init)]));
}
