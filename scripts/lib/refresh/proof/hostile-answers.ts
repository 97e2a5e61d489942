import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** An outage or a trick of a vendor's server, and by which rule it ends. */
export interface HostileAnswer {
  /** Of the kind of attack, see `hostile-kinds.ts`. */
  readonly kind: number;
  readonly title: string;
  readonly refusal: readonly [kind: string, rule: RegExp];
  /** Never ends by itself, so that the test's cap of time is short. */
  readonly isSlow?: boolean;
  /** `{port}` of the listener that nobody may connect to is given. */
  readonly answer: (response: ServerResponse, document: string, port: number) => void;
}

const JSON_TYPE = { "content-type": "application/json" };
const half = (document: string) => document.slice(0, document.length / 2);

/** What a server can do to a fetch. */
export const HOSTILE_ANSWERS: readonly HostileAnswer[] = [
  {
    kind: 20,
    title: "a redirect to a local address",
    refusal: ["fetch", /^no-redirect-off-host$/],
    answer: (response, _, port) => response.writeHead(302, { location: `http://127.0.0.1:${port}/a.json` }).end(),
  },
  {
    kind: 26,
    title: "a connection that breaks half way",
    refusal: ["fetch", /^connection$/],
    answer: (response, document) => {
      response.writeHead(200, { ...JSON_TYPE, "content-length": String(Buffer.byteLength(document)) });
      response.write(half(document), () => response.destroy());
    },
  },
  {
    kind: 26,
    title: "an endless answer",
    refusal: ["fetch", /^size-cap$/],
    answer: (response) => sendForEver(response.writeHead(200, JSON_TYPE)),
  },
  {
    kind: 26,
    title: "a length above the cap",
    refusal: ["fetch", /^size-cap$/],
    answer: (response) => response.writeHead(200, { ...JSON_TYPE, "content-length": String(60 * 1024 * 1024) }).end(),
  },
  {
    kind: 26,
    title: "a compressed bomb",
    refusal: ["fetch", /^size-cap$/],
    answer: (response) => {
      response.writeHead(200, { ...JSON_TYPE, "content-encoding": "gzip" });
      response.end(gzipSync(Buffer.alloc(60 * 1024 * 1024, 32)));
    },
  },
  {
    kind: 26,
    title: "a drip",
    isSlow: true,
    refusal: ["fetch", /^time-cap$/],
    answer: (response) => {
      response.writeHead(200, JSON_TYPE);
      const drip = setInterval(() => response.write(" "), 50);
      response.on("close", () => clearInterval(drip));
    },
  },
  {
    kind: 27,
    title: "half a document of the right length",
    refusal: ["content", /^json$/],
    answer: (response, document) => response.writeHead(200, JSON_TYPE).end(half(document)),
  },
  {
    kind: 27,
    title: "a login page",
    refusal: ["content", /^content-type$/],
    answer: (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>Log in</html>"),
  },
  {
    kind: 27,
    title: "a login page that says it is JSON",
    refusal: ["content", /^no-html$/],
    answer: (response) => response.writeHead(200, JSON_TYPE).end("<html>Log in</html>"),
  },
  {
    kind: 27,
    title: "an answer without a body",
    refusal: ["content", /^not-empty$/],
    answer: (response) => response.writeHead(200, JSON_TYPE).end(),
  },
  {
    kind: 27,
    title: "a failure of the server",
    refusal: ["fetch", /^(status|status-200)/],
    answer: (response) => response.writeHead(503, JSON_TYPE).end("{}"),
  },
];

function sendForEver(response: ServerResponse): void {
  const chunk = Buffer.alloc(65_536, 32);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
}
