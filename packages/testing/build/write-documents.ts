// Puts the vendors' documents beside the compiled code, so that the package needs no checkout.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const SPECS = new URL("../../../specs/", import.meta.url);
const DOCUMENTS = new URL("../dist/documents/", import.meta.url);

rmSync(DOCUMENTS, { recursive: true, force: true });
mkdirSync(DOCUMENTS, { recursive: true });
for (const vendor of readdirSync(SPECS).sort()) {
  const files = readdirSync(new URL(`${vendor}/`, SPECS));
  if (files.includes("openapi.json")) {
    const document: unknown = JSON.parse(readFileSync(new URL(`${vendor}/openapi.json`, SPECS), "utf8"));
    writeFileSync(new URL(`${vendor}.json`, DOCUMENTS), JSON.stringify(document));
  } else if (files.includes("schema.graphql")) {
    writeFileSync(new URL(`${vendor}.graphql`, DOCUMENTS), readFileSync(new URL(`${vendor}/schema.graphql`, SPECS)));
  }
}
