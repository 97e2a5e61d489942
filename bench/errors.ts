// What a caller reads after a mistake: one mistake per line, both compilers. Each must be reported once, on its own line, with the name of
// what is wrong in the text; anything else ends the measurement. openapi-fetch's own typing of the same calls stands beside it.
import assert from "node:assert/strict";
import { COMPILERS, type Compiler, writeConsumer } from "./lib/consumer.ts";
import { peerFile } from "./lib/paths.ts";
import { buildPackage, installPeers, peerClient, preparePeerClients, readPinnedVersions } from "./lib/peers.ts";
import type { Report, Row } from "./lib/report.ts";
import { runNode } from "./lib/run-program.ts";

const MESSAGE = /^\S*calls\.ts\((\d+),(\d+)\): error (TS\d+): (.*)$/gm;

interface Mistake {
  readonly what: string;
  readonly call: string;
  /** What the message must name or point to. */
  readonly named: string;
}

const MISTAKES: readonly Mistake[] = [
  { what: "wrong path", call: 'client.GET("/v1/nope")', named: "/v1/nope" },
  { what: "wrong path with options", call: 'client.GET("/v1/nope", { params: {} })', named: "/v1/nope" },
  { what: "no options where some are needed", call: 'client.GET("/v1/packs/{uid}")', named: "/v1/packs/{uid}" },
  { what: "missing parameter", call: 'client.GET("/v1/packs/{uid}", { params: { path: {} } })', named: "uid" },
  {
    what: "misspelt parameter",
    call: 'client.GET("/v1/packs/{uid}", { params: { path: { id: "x" } } })',
    named: "id",
  },
  {
    what: "misspelt query key",
    call: 'client.GET("/v1/packs", { params: { query: { limt: 1 } } })',
    named: "limt",
  },
  {
    what: "query value of another type",
    call: 'client.GET("/v1/packs", { params: { query: { limit: "1" } } })',
    named: "limit",
  },
  {
    what: "misspelt body field",
    call: 'client.POST("/v1/apiKeys", { body: { metadata: { nmae: "x" } } })',
    named: "nmae",
  },
  {
    what: "body field of another type",
    call: 'client.POST("/v1/apiKeys", { body: { metadata: { name: 1 } } })',
    named: "name",
  },
  {
    what: "missing body field",
    call: 'client.POST("/v1/clouds/aws/policyArns/validate", { body: { policyArns: [] } })',
    named: "account",
  },
];

const OURS =
  'import { createPaletteClient } from "@vendor-clients/palette";\nconst client = createPaletteClient({ apiKey: "key" });';

/** Compiles one mistake per line and reads what the compilers say. */
export async function measure(): Promise<Report> {
  installPeers();
  buildPackage("palette");
  preparePeerClients();
  const peer = [
    'import createClient from "openapi-fetch";',
    `import type { paths } from ${JSON.stringify(`${peerClient("openapi-typescript")}/index.js`)}; const client = createClient<paths>();`,
  ].join("\n");
  const tables = COMPILERS.map((compiler) => {
    const own = readMessages(compiler, "mistakes", OURS);
    const others = readMessages(compiler, "mistakes-openapi-fetch", peer);
    const rows = MISTAKES.map((mistake, i): Row => {
      const { code, at, text } = expectNamed(mistake, own[i] ?? []);
      const other = others[i]?.[0];
      const peerSays = other ? `${other.code} ${shorten(other.text)}` : "nothing";
      return { mistake: mistake.what, at, code, message: shorten(text), "openapi-fetch says": peerSays };
    });
    return { caption: `TypeScript ${readPinnedVersions().get(compiler)}`, rows };
  });
  return {
    title: "What a mistake looks like",
    method:
      'One mistake per line. Every message stands on the line of its mistake and names it or points to it ("at" is the text it points to); the middle of long messages is left out.',
    tables,
    goals: [],
  };
}

interface Message {
  readonly code: string;
  /** The word or text that the message points to. */
  readonly at: string;
  readonly text: string;
}

/** Messages of the compiler for each mistake, without the lines that explain them further. */
function readMessages(compiler: Compiler, name: string, head: string): Message[][] {
  const lines = [...head.split("\n"), ...MISTAKES.map(({ call }) => `${call};`)];
  const folder = writeConsumer(name, `${lines.join("\n")}\n`);
  const args = [peerFile(compiler, "bin/tsc"), "-p", folder, "--pretty", "false"];
  const { stdout } = runNode(`compile ${folder}`, args, { mayFail: true });
  const messages: Message[][] = lines.map(() => []);
  for (const [, line, column, code = "", text = ""] of stdout.matchAll(MESSAGE)) {
    const place = Number(line) - 1;
    const [at = ""] = /^(\w+|"[^"]*")/.exec(lines[place]?.slice(Number(column) - 1) ?? "") ?? [];
    messages[place]?.push({ code, at, text });
  }
  const [before, own] = [messages.slice(0, -MISTAKES.length), messages.slice(-MISTAKES.length)];
  assert.deepEqual(before.flat(), [], "only the mistakes are reported");
  return own;
}

function expectNamed({ what, call, named }: Mistake, messages: readonly Message[]): Message {
  const [message, ...more] = messages;
  assert(message && more.length === 0, `"${what}" is reported once, on its own line: ${call}`);
  assert(`${message.at} ${message.text}`.includes(named), `"${what}" is named: ${message.code} ${message.text}`);
  return message;
}

function shorten(text: string): string {
  return text.length > 160 ? `${text.slice(0, 100)} ... ${text.slice(-50)}` : text;
}
