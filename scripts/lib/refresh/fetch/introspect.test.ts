import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { graphqlSync } from "graphql/index.js";
import { afterEach, expect, test } from "vitest";
import { buildSchema } from "../../graphql/graphql-js.ts";
import { importSdl } from "../../import/graphql.ts";
import { specPath } from "../../specs.ts";
import { gateSchema } from "../gate/gate-schema.ts";
import { introspect } from "./introspect.ts";
import { startInternet, type TestInternet } from "./testing.ts";

const open: TestInternet[] = [];
afterEach(async () => {
  for (const internet of open.splice(0)) await internet.close();
});

/** A server that answers from a schema; what it says is read as a refresh reads it. */
async function readBack(sdl: string): Promise<string> {
  const schema = buildSchema(sdl);
  const execute: RequestListener = async (request, response) => {
    response.setHeader("content-type", "application/json");
    const { query } = JSON.parse(internet.seen.at(-1)?.body ?? "{}");
    if (request.method === "POST") response.end(JSON.stringify(graphqlSync({ schema, source: query })));
  };
  const internet = await startInternet(["kites.test"], { "kites.test": execute });
  open.push(internet);
  const address = { url: new URL("https://kites.test/graphql"), hosts: ["kites.test"], headers: {} };
  const bytes = await introspect(address, { network: internet.network });
  return importSdl(new TextDecoder().decode(gateSchema(bytes)));
}

test("introspect(), of a server with the committed schema, leads to the committed schema, byte for byte", async () => {
  const sdl = readFileSync(specPath("altinity-anywhere", "schema.graphql"), "utf8");
  expect(await readBack(sdl)).toBe(sdl);
});

test("introspect(), of what only some servers tell, loses none of it", async () => {
  const sdl = importSdl(`
    type Query { kites(size: Int = 3 @deprecated, by: By): [Kite!]! @deprecated }
    type Kite { color: Color }
    enum Color { RED BLUE @deprecated }
    input By @oneOf { id: ID name: String }
    input Old { size: Int @deprecated }
    type Mutation { fly(old: Old): Boolean }`);
  expect(sdl.match(/@deprecated/gu)).toHaveLength(4);
  expect(await readBack(sdl)).toBe(sdl);
});

test("introspect(), of a server that says much in words, brings none of it", async () => {
  const sdl = `"""secret prose""" type Query { "secret prose" kites: Int @deprecated(reason: "gone") }`;
  expect(await readBack(sdl)).not.toMatch(/secret|gone/);
});
