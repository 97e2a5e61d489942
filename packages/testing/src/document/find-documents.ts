import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Where the documents lie that the build puts beside the compiled code. */
const SHIPPED = new URL("../documents/", import.meta.url);

/** The root of the repository, seen from `src` and from `dist` alike; of an installed package some other folder. */
const CHECKOUT = new URL("../../../../", import.meta.url);

/** The documents by vendor: of the checkout that this package stands in, else the ones that it was published with. */
export function findDocuments(): ReadonlyMap<string, URL> {
  return isCheckout() ? listSpecs(new URL("specs/", CHECKOUT)) : listShipped();
}

/** A checkout's documents may be newer than its last build, but not every folder with this layout is a checkout. */
export function isCheckout(): boolean {
  const manifest = new URL("package.json", CHECKOUT);
  if (!existsSync(manifest) || !existsSync(new URL("specs/", CHECKOUT))) return false;
  const { name }: { name?: unknown } = JSON.parse(readFileSync(manifest, "utf8"));
  return name === "vendor-clients";
}

function listSpecs(folder: URL): Map<string, URL> {
  const found = new Map<string, URL>();
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const url = ["openapi.json", "schema.graphql"]
      .map((file) => new URL(`${name}/${file}`, folder))
      .find((candidate) => existsSync(candidate));
    if (url) found.set(name, url);
  }
  return found;
}

function listShipped(): Map<string, URL> {
  const names = existsSync(SHIPPED) ? readdirSync(SHIPPED).filter((name) => name.endsWith(".json")) : [];
  return new Map(names.map((name) => [name.replace(".json", ""), new URL(name, SHIPPED)]));
}
