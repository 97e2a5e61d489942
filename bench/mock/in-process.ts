// MSW answers requests of this process by handlers: ours, or the ones that MSW's own generator makes of the document.
// Prints what it measured as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** What is sent, prepared by the benchmark; the argument of this program, as JSON. */
export interface InProcessInput {
  readonly kind: "ours" | "generated";
  readonly get: { readonly path: string };
  readonly post: { readonly path: string; readonly body: string };
  /** Paths of operations that are used for the first time. */
  readonly firstUses: readonly string[];
  readonly measureMs: number;
}

/** What was found. */
export interface InProcessResult {
  readonly readyMs: number;
  readonly getPerSecond: number;
  readonly postPerSecond: number;
  /** Status of a valid POST. */
  readonly postStatus: number;
  readonly firstUseMs: number;
  /** Statuses of a POST whose body breaks the schema. */
  readonly invalidStatus: number;
}

interface Server {
  listen(): void;
  close(): void;
}

const ORIGIN = "https://api.spectrocloud.com";
const DOCUMENT = new URL("../../specs/palette/openapi.json", import.meta.url);

async function prepare(kind: InProcessInput["kind"]): Promise<Server> {
  if (kind === "ours") {
    const require = createRequire(new URL("../../packages/testing/package.json", import.meta.url));
    const { setupServer } = await import(pathToFileURL(require.resolve("msw/node")).href);
    const { handlers } = await import(new URL("../../packages/testing/dist/msw/index.js", import.meta.url).href);
    return setupServer(...(await handlers("palette")));
  }
  const { setupServer } = await import("msw/node");
  const { fromOpenApi } = await import("@mswjs/source/open-api");
  const document = JSON.parse(readFileSync(DOCUMENT, "utf8"));
  return setupServer(...(await fromOpenApi({ ...document, servers: [{ url: ORIGIN }] })));
}

const HEADERS = { apikey: "any", accept: "application/json", "content-type": "application/json" };

async function countPerSecond(send: () => Promise<Response>, status: number, measureMs: number): Promise<number> {
  const run = async (durationMs: number): Promise<number> => {
    const endMs = performance.now() + durationMs;
    let count = 0;
    const worker = async (): Promise<void> => {
      while (performance.now() < endMs) {
        const response = await send();
        await response.arrayBuffer();
        if (response.status !== status) throw new Error(`status ${response.status}, not ${status}`);
        count += 1;
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    return count;
  };
  await run(measureMs / 3);
  return (await run(measureMs)) / (measureMs / 1000);
}

async function measure({ kind, get, post, firstUses, measureMs }: InProcessInput): Promise<InProcessResult> {
  const startedMs = performance.now();
  const server = await prepare(kind);
  server.listen();
  const read = () => fetch(ORIGIN + get.path, { headers: HEADERS });
  await (await read()).arrayBuffer();
  const readyMs = performance.now() - startedMs;
  const times: number[] = [];
  for (const path of firstUses) {
    const sentMs = performance.now();
    await (await fetch(ORIGIN + path, { headers: HEADERS })).arrayBuffer();
    times.push(performance.now() - sentMs);
  }
  times.sort((a, b) => a - b);
  const write = (body: string) => fetch(ORIGIN + post.path, { method: "POST", headers: HEADERS, body });
  const invalidStatus = (await write('{"metadata":1}')).status;
  const { status } = await write(post.body);
  const getPerSecond = await countPerSecond(read, 200, measureMs);
  const postPerSecond = await countPerSecond(() => write(post.body), status, measureMs);
  server.close();
  return {
    readyMs,
    getPerSecond,
    postPerSecond,
    postStatus: status,
    firstUseMs: times[times.length >> 1] ?? 0,
    invalidStatus,
  };
}

console.log(JSON.stringify(await measure(JSON.parse(process.argv[2] ?? "{}") as InProcessInput)));
