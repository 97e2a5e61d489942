// Sends one request again and again over kept-alive connections, and says how many were answered in the time given.
import { Agent, type IncomingMessage, request } from "node:http";

/** What to send, to whom, for how long; the argument of this program, as JSON. */
export interface Load {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Every answer must have this status. */
  readonly status: number;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** What was found; printed by this program as JSON. */
export interface LoadResult {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

function send(load: Load, agent: Agent): Promise<number> {
  const { url, method, headers, body } = load;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const outgoing = request(url, { method, agent, headers: { ...headers, ...length } }, (answer: IncomingMessage) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode ?? 0));
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

async function run(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const startMs = performance.now() + load.warmUpMs;
  const endMs = startMs + load.measureMs;
  const times: number[] = [];
  const worker = async (): Promise<void> => {
    for (let sentMs = performance.now(); sentMs < endMs; sentMs = performance.now()) {
      const status = await send(load, agent);
      if (status !== load.status) throw new Error(`${load.method} ${load.url}: status ${status}, not ${load.status}`);
      const nowMs = performance.now();
      if (sentMs >= startMs && nowMs <= endMs) times.push(nowMs - sentMs);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, worker));
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { perSecond: (times.length / load.measureMs) * 1000, medianMs: at(0.5), p95Ms: at(0.95) };
}

if (import.meta.main) console.log(JSON.stringify(await run(JSON.parse(process.argv[2] ?? "{}") as Load)));
