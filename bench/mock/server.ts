// One mock of Palette in a process of its own; says its address when it listens, and lives until it is killed.
import { readFileSync } from "node:fs";
import type { JsonObject } from "../../packages/testing/src/internal/json.ts";

const DOCUMENT = new URL("../../specs/palette/openapi.json", import.meta.url);

async function start(kind: string | undefined): Promise<string> {
  if (kind === "ours") {
    // What is published, which bench:mock builds first.
    const { startMock } = await import(new URL("../../packages/testing/dist/index.js", import.meta.url).href);
    return (await startMock("palette")).url;
  }
  const { startBarePrism } = await import("../../packages/testing/src/mock/fixtures/bare-prism.ts");
  return (await startBarePrism(JSON.parse(readFileSync(DOCUMENT, "utf8")) as JsonObject)).url;
}

console.log(await start(process.argv[2]));
