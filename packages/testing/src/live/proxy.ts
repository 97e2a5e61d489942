import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { loadDocument } from "../document/load-document.ts";
import type { VendorDocument } from "../document/vendor-document.ts";
import type { JsonObject } from "../internal/json.ts";
import { listen } from "../mock/listen.ts";
import { createLedger, type Deviation } from "./deviation.ts";
import { createForwarder } from "./forward.ts";
import { createDocumentJudge, type Exchange, type Judge, type Verdict } from "./judge-answer.ts";

/** Where a proxy leads, and how. */
export interface ProxyOptions {
  /** Base URL of the API, `https://api.example.com/v1`; nothing is sent to any other origin. Of a GraphQL API the endpoint. */
  readonly target: string;
  /** Certificates that are trusted beside the system's, PEM. */
  readonly ca?: string;
  /**
   * Port to listen on; 0 takes any free one.
   *
   * @default 0
   */
  readonly port?: number;
  /**
   * Address to listen on.
   *
   * @default "127.0.0.1"
   */
  readonly host?: string;
  /**
   * How long the target may be silent.
   *
   * @default 30_000
   */
  readonly timeoutMs?: number;
  /**
   * How many bytes of an answer are judged; a longer one is handed on unjudged.
   *
   * @default 10 MiB
   */
  readonly maxBodyBytes?: number;
}

/** A request that got no answer from the target. */
export interface ProxyFailure {
  /** `ECONNREFUSED`, `ENOTFOUND`, `DEPTH_ZERO_SELF_SIGNED_CERT`, `ETIMEDOUT`. */
  readonly code: string;
}

/** A proxy that holds every answer against the document. */
export interface DriftProxy {
  /** Base URL for clients, without a slash at its end; has the path of the target. */
  readonly url: string;
  /** What differed until now, each difference once; `undocumented` ones break no rule. */
  readonly deviations: readonly Deviation[];
  /** The last thousand requests without an answer. */
  readonly failures: readonly ProxyFailure[];
  /** How many answers were judged. */
  readonly judgedCount: number;
  close(): Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_BODY_BYTES = 10 * 1024 * 1024;
const MAX_FAILURES = 1000;

/**
 * Starts a proxy before a vendor's API that holds every answer against the vendor's document and changes none.
 *
 * Credentials pass through and are kept nowhere; redirects are handed on and not followed.
 *
 * @param source - a vendor's name, or an OpenAPI 3.0 document of your own
 * @throws RangeError when there is no such vendor, TypeError when the target is no URL to send to.
 * @example
 * const proxy = await startProxy("palette", { target: "https://api.spectrocloud.com" });
 * // ... use a client with baseUrl: proxy.url ...
 * console.log(proxy.deviations);
 * await proxy.close();
 */
export async function startProxy(
  source: string | { readonly document: JsonObject },
  options: ProxyOptions,
): Promise<DriftProxy> {
  const target = parseTarget(options.target);
  const document: VendorDocument = typeof source === "string" ? loadDocument(source) : { kind: "openapi", ...source };
  const judge = await createJudge(document);
  const ledger = createLedger();
  const failures: ProxyFailure[] = [];
  let judgedCount = 0;
  const agent =
    target.protocol === "https:"
      ? new HttpsAgent({ keepAlive: true, ...(options.ca === undefined ? {} : { ca: options.ca }) })
      : new HttpAgent({ keepAlive: true });
  const handler = createForwarder({
    ...{ target, agent },
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxBodyBytes: options.maxBodyBytes ?? DEFAULT_BODY_BYTES,
    onAnswer(exchange) {
      judgedCount += 1;
      const { operation, operationId, findings } = judgeSafely(judge, exchange);
      ledger.add({ operation, operationId, status: exchange.status }, findings);
    },
    onFailure(code) {
      failures.push({ code });
      if (failures.length > MAX_FAILURES) failures.shift();
    },
  });
  const server = await listen("the proxy", handler, { port: options.port ?? 0, host: options.host ?? "127.0.0.1" });
  return {
    url: `${server.url}${target.pathname.replace(/\/+$/, "")}`,
    failures,
    get deviations() {
      return ledger.deviations;
    },
    get judgedCount() {
      return judgedCount;
    },
    async close() {
      await server.close();
      agent.destroy();
    },
  };
}

/**
 * Reads where requests go.
 *
 * @throws TypeError when it is no http or https URL, or one that carries credentials, a query or a fragment.
 */
export function parseTarget(text: string): URL {
  // The text is not repeated: it may hold a password.
  if (!URL.canParse(text)) throw new TypeError("Cannot use this target: expected a URL that begins with http or https");
  const url = new URL(text);
  const isPlain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!/^https?:$/.test(url.protocol) || !isPlain) {
    throw new TypeError("Cannot use this target: expected http or https, without credentials, query and fragment");
  }
  return url;
}

/** A schema that cannot be compiled is no reason to withhold an answer. */
function judgeSafely(judge: Judge, exchange: Exchange): Verdict {
  try {
    return judge.judge(exchange);
  } catch {
    const operation = `${exchange.method} that could not be judged`;
    const [pointer, found, declared] = ["", "unknown", "unknown"];
    const finding = {
      kind: "undocumented",
      rule: "not-judged",
      pointer,
      found,
      declared,
      suggestion: undefined,
    } as const;
    return { operation, operationId: undefined, findings: [finding] };
  }
}

async function createJudge(document: VendorDocument): Promise<Judge> {
  if (document.kind === "openapi") return createDocumentJudge(document.document);
  const { createGraphqlJudge } = await import("./judge-graphql.ts");
  return createGraphqlJudge(document.schema);
}
