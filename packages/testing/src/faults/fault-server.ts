import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createExchanges, type ExchangeOptions } from "./exchange.ts";
import type { Strike } from "./fault.ts";
import { toFetchError } from "./fault-fetch.ts";
import { type ArrivedRequest, createLedger, type Ledger } from "./ledger.ts";
import { breakOff, createRequestReader, type ReadRequest } from "./socket/read-requests.ts";
import { writeAnswer } from "./socket/write-answer.ts";
import { createThings } from "./world.ts";

/** What a fault server is made of. */
export interface FaultServerOptions extends Partial<Omit<ExchangeOptions, "ledger">> {
  /**
   * How many of the fault's milliseconds pass in one of the world's, so that an outage of three minutes need not take them.
   *
   * @default 1
   */
  readonly speed?: number;
}

/** A server that fails as its fault says. */
export interface FaultServer {
  /** `http://127.0.0.1:40123`, without a slash at its end. */
  readonly url: string;
  /** The server that must receive nothing. */
  readonly foreignUrl: string;
  readonly ledger: Ledger;
  /**
   * The global `fetch`, and what a listening socket cannot do: a refused connection is made to a port where nobody listens; failures of
   * name service, routes and certificates are made up.
   */
  readonly fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

/** Starts a server that speaks HTTP byte by byte, so that it can break every rule of it, and a second one that counts what reaches it. */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const { speed = 1, seed = 1, world = createThings(), fault } = options;
  const ledger = createLedger();
  const exchanges = createExchanges({ ...options, ledger, seed, world });
  const { wait, now, stop } = createServerClock(speed);
  const foreign = await listen((socket) => socket.on("data", (chunk) => ledger.addForeignBytes(chunk.length)));
  const closed = await listen(() => {});
  await closed.close();
  const serve = async (socket: Socket, read: ReadRequest): Promise<void> => {
    const request = toArrived(read, now());
    const { strike, healthy } = exchanges.take(request);
    const places = { origin: own.url, foreignAuthority: foreign.url.slice("http://".length), epochMs: Date.now() };
    if (strike && strike.kind !== "answer") return spoil(socket, strike);
    const isReusable = await writeAnswer(strike?.answer ?? {}, { socket, request, healthy, places, wait });
    if (!isReusable && !strike) socket.end();
  };
  const isEarly = fault?.strike.kind === "broken" && /^(accept|request)$/.test(fault.strike.at);
  const own = await listen((socket) => readRequests(socket, isEarly, (read) => void serve(socket, read)));

  const fetch = (input: string | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(input);
    const { method = "GET" } = init ?? {};
    const request = toArrived({ method, target: url.pathname + url.search, headers: {}, body: "" }, now());
    const code = url.origin === own.url ? exchanges.refuse(request) : undefined;
    if (code === "ECONNREFUSED") return globalThis.fetch(new URL(url.pathname, closed.url), init);
    return code ? Promise.reject(toFetchError(`connect ${code}`, code)) : globalThis.fetch(input, init);
  };
  return {
    url: own.url,
    foreignUrl: foreign.url,
    ledger,
    fetch: fetch as typeof globalThis.fetch,
    async close() {
      stop();
      await Promise.all([own.close(), foreign.close()]);
    },
  };
}

/** What a strike that gives no answer does to the connection. */
function spoil(socket: Socket, strike: Exclude<Strike, { kind: "answer" }>): void {
  if (strike.kind === "garbage") socket.end(strike.head);
  if (strike.kind !== "broken") return;
  // Let the beginning arrive before the connection goes, which would take it along.
  if (strike.at === "head") {
    socket.write("HTTP/1.1 200 OK\r\nContent-Le", () => setTimeout(() => breakOff(socket, strike.by), 5));
  } else breakOff(socket, strike.by);
}

/** Hands on the requests of a connection; `early` ones as soon as their head is there, before the rest is read. */
function readRequests(socket: Socket, isEarly: boolean, handOn: (request: ReadRequest) => void): void {
  const reader = createRequestReader();
  socket.on("data", (chunk) => {
    const whole = reader.add(chunk);
    const request = whole ?? (isEarly ? reader.begun : undefined);
    if (request) handOn(request);
  });
}

function toArrived({ method, target, headers, body }: ReadRequest, atMs: number): ArrivedRequest {
  const { pathname: path, searchParams: query } = new URL(target, "http://server");
  return { method, target, path, query, headers, body, atMs };
}

/** The fault's time, which passes faster than the world's. */
function createServerClock(speed: number) {
  const timers = new Map<NodeJS.Timeout, () => void>();
  const startMs = performance.now();
  return {
    now: () => (performance.now() - startMs) * speed,
    /** `false` when the server was closed meanwhile. */
    wait: (delayMs: number) =>
      new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => {
          timers.delete(timer);
          resolve(true);
        }, delayMs / speed);
        timers.set(timer, () => resolve(false));
      }),
    stop() {
      for (const [timer, giveUp] of timers) {
        clearTimeout(timer);
        giveUp();
      }
    },
  };
}

interface OpenPort {
  readonly url: string;
  close(): Promise<void>;
}

async function listen(connected: (socket: Socket) => void): Promise<OpenPort> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client that goes away first is part of what is tested.
    socket.on("error", () => {});
    connected(socket);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}
