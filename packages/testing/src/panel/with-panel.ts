import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import { isObject } from "../internal/json.ts";
import type { VendorMock } from "../mock/create-vendor-mock.ts";
import type { HttpHandler } from "../mock/handler.ts";
import { readBody } from "../mock/read-body.ts";
import { readAsset } from "./assets.ts";
import { describeHealth, describeRequests, describeVendors } from "./describe.ts";

/** The mocks that a panel is about, by vendor, with the paths under which they are served. */
export type PanelMocks = ReadonlyMap<string, { readonly mock: VendorMock; readonly path: string }>;

/** Where everything of the panel is served but its page, which is at `/`; no vendor has such a path. */
const PREFIX = "/__mock";

/**
 * A handler with a panel in front: a page for people at `/`, and under `/__mock` what it is made of.
 *
 * `GET /__mock/health`, `/__mock/vendors` and `/__mock/requests` answer JSON; `POST /__mock/scenarios` with
 * `{ vendor, name, on }` switches a scenario, `POST /__mock/reset` with `{ vendor }` or `{}` forgets what happened.
 */
export function withPanel(handler: HttpHandler, mocks: PanelMocks): HttpHandler {
  return async (request, reply) => {
    const { method = "GET", url = "/" } = request;
    const path = url.split("?", 1)[0] ?? url;
    if (
      path === "/" &&
      (method === "GET" || method === "HEAD") &&
      /\btext\/html\b/.test(request.headers.accept ?? "")
    ) {
      sendAsset(reply, "page.html");
    } else if (path === PREFIX || path.startsWith(`${PREFIX}/`)) {
      await answer(path.slice(PREFIX.length + 1), request, reply, mocks);
    } else await handler(request, reply);
  };
}

/**
 * Whether a request was meant for a server nearby: a page of another site can make its own name lead to this address,
 * and such a name has a dot and is no address.
 */
function isNearby({ headers: { host = "" } }: IncomingMessage): boolean {
  const name = host.replace(/:\d*$/, "");
  return isIP(name.replace(/^\[|\]$/g, "")) !== 0 || !name.includes(".") || name.endsWith(".localhost");
}

async function answer(name: string, request: IncomingMessage, reply: ServerResponse, mocks: PanelMocks): Promise<void> {
  if (!isNearby(request)) return sendProblem(reply, 403, "Ask by an address, or by a name without dots");
  if (request.method === "POST") return change(name, request, reply, mocks);
  // Those who wait for a server often ask for the head alone; node:http leaves the body away.
  if (request.method !== "GET" && request.method !== "HEAD")
    return sendProblem(reply, 405, "The panel takes GET and POST");
  if (name === "health") return sendJson(reply, 200, describeHealth(mocks));
  if (name === "vendors") return sendJson(reply, 200, describeVendors(mocks));
  if (name === "requests") return sendJson(reply, 200, describeRequests(mocks));
  return sendAsset(reply, name);
}

async function change(name: string, request: IncomingMessage, reply: ServerResponse, mocks: PanelMocks): Promise<void> {
  // A page of another origin must not switch anything: it can send a simple request here, but none with this type.
  const { origin, host, "content-type": type = "" } = request.headers;
  const isForeign = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
  if (isForeign || !type.startsWith("application/json"))
    return sendProblem(reply, 403, "Send JSON from the panel's own origin");
  const { value, problem } = await readBody(request);
  // Nothing at all would mean all vendors, which is not what a broken body says.
  if (problem !== undefined || !isObject(value)) return sendProblem(reply, 400, "The body has to be an object of JSON");
  const { vendor, name: scenario, on } = value;
  const chosen = typeof vendor === "string" ? mocks.get(vendor) : undefined;
  if (vendor !== undefined && chosen === undefined) {
    return sendProblem(reply, 404, `The vendors are ${[...mocks.keys()].join(", ")}`);
  }
  if (name === "reset") {
    for (const { mock } of chosen ? [chosen] : mocks.values()) mock.reset();
    return sendJson(reply, 200, { status: "ok" });
  }
  if (name !== "scenarios" || chosen === undefined || typeof scenario !== "string") {
    return sendProblem(reply, 404, "The panel can change scenarios, given { vendor, name, on }, and reset");
  }
  try {
    if (on === false) chosen.mock.behaviour.drop(scenario);
    else chosen.mock.behaviour.use(scenario);
  } catch (error) {
    return sendProblem(reply, 404, error instanceof Error ? error.message : String(error));
  }
  sendJson(reply, 200, { active: chosen.mock.behaviour.active });
}

const SAFE_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
};

function sendJson(reply: ServerResponse, status: number, value: unknown): void {
  send(reply, status, "application/json", JSON.stringify(value));
}

function sendProblem(reply: ServerResponse, status: number, detail: string): void {
  const body = { type: "urn:vendor-clients:mock:panel", title: "Not done", status, detail };
  send(reply, status, "application/problem+json", JSON.stringify(body));
}

function sendAsset(reply: ServerResponse, name: string): void {
  const asset = readAsset(name);
  if (asset === undefined) sendProblem(reply, 404, "The panel has no such part");
  else send(reply, 200, asset.type, asset.text);
}

function send(reply: ServerResponse, status: number, type: string, text: string): void {
  reply
    .writeHead(status, { ...SAFE_HEADERS, "content-type": type, "content-length": Buffer.byteLength(text) })
    .end(text);
}
