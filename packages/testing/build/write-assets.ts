// Puts the vendors' documents and the panel's page beside the compiled code, so that the package needs no checkout.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const SPECS = new URL("../../../specs/", import.meta.url);
const DOCUMENTS = new URL("../dist/documents/", import.meta.url);

function readDocument(vendor: string): unknown {
  const folder = new URL(`${vendor}/`, SPECS);
  const files = readdirSync(folder);
  if (files.includes("openapi.json")) return JSON.parse(readFileSync(new URL("openapi.json", folder), "utf8"));
  if (files.includes("schema.graphql")) return { sdl: readFileSync(new URL("schema.graphql", folder), "utf8") };
  throw new Error(`Cannot ship the document of ${vendor}: it has neither openapi.json nor schema.graphql`);
}

mkdirSync(DOCUMENTS, { recursive: true });
for (const vendor of readdirSync(SPECS).sort()) {
  writeFileSync(new URL(`${vendor}.json`, DOCUMENTS), JSON.stringify(readDocument(vendor)));
}

const PANEL = "panel/assets/";
cpSync(new URL(`../src/${PANEL}`, import.meta.url), new URL(`../dist/${PANEL}`, import.meta.url), { recursive: true });

// What was compiled from a file that is gone would be published, too.
const COMPILED = new URL("../dist/", import.meta.url);
for (const file of readdirSync(COMPILED, { recursive: true, encoding: "utf8" })) {
  const [, name] = /^(?!panel[\\/]assets)(.*?)(?:\.d\.ts|\.js)$/.exec(file) ?? [];
  if (name === undefined || existsSync(new URL(`../src/${name}.ts`, import.meta.url))) continue;
  rmSync(new URL(file, COMPILED));
}
