// What three calls of Palette (a list, one by its id, a creation) with an API key weigh in a browser: bundled and minified by esbuild as ES
// modules with code splitting, gzip -9. "entry" is what loads with the page: the entry chunk and everything it imports statically;
// "everything" also holds what loads later, which for our client is the table of operations (calls by operation id, pages).
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BuildOptions, BuildResult, Metafile } from "esbuild";
import { CACHE } from "./lib/paths.ts";
import { buildPackage, installPeers, peerClient, preparePeerClients, readPinnedVersions } from "./lib/peers.ts";
import type { Report, Row } from "./lib/report.ts";

const LIMIT_BYTES = 8192;

/** Text of the page's module, for each client. */
const PAGES: ReadonlyMap<string, () => string> = new Map([
  [
    "ours",
    () => `import { createPaletteClient } from "@vendor-clients/palette";
const client = createPaletteClient({ apiKey: globalThis.key, baseUrl: globalThis.baseUrl });
${writeMethodCalls()}`,
  ],
  [
    "openapi-fetch",
    () => `import createClient from "openapi-fetch";
const client = createClient({ baseUrl: globalThis.baseUrl, headers: { ApiKey: globalThis.key } });
${writeMethodCalls()}`,
  ],
  [
    "hey-api",
    () => `import { client } from ${JSON.stringify(join(peerClient("hey-api"), "dist/client.gen.js"))};
import { v1PacksSummaryList, v1PacksUid, v1ApiKeysCreate } from ${JSON.stringify(join(peerClient("hey-api"), "dist/index.js"))};
client.setConfig({ baseUrl: globalThis.baseUrl, auth: globalThis.key });
globalThis.list = () => v1PacksSummaryList({ query: { limit: 10 } });
globalThis.get = (uid) => v1PacksUid({ path: { uid } });
globalThis.create = (body) => v1ApiKeysCreate({ body });`,
  ],
  [
    "orval",
    () => `import { v1PacksSummaryList, v1PacksUid, v1ApiKeysCreate } from ${JSON.stringify(join(peerClient("orval"), "dist/index.js"))};
const options = { headers: { ApiKey: globalThis.key } };
globalThis.list = () => v1PacksSummaryList({ limit: 10 }, options);
globalThis.get = (uid) => v1PacksUid(uid, options);
globalThis.create = (body) => v1ApiKeysCreate(body, options);`,
  ],
]);

/** Measures the bundles. */
export async function measure(): Promise<Report> {
  installPeers();
  buildPackage("palette");
  preparePeerClients();
  const { build } = await import("esbuild");
  const rows: (Row & { readonly "entry gzip": number })[] = [];
  for (const [client, write] of PAGES) rows.push({ client, ...(await weigh(build, client, write())) });
  return {
    title: "Three Palette calls in a bundle",
    method: `esbuild ${readPinnedVersions().get("esbuild")}, minified ES modules for browsers with code splitting, bytes; gzip at level 9. 8 KB are ${LIMIT_BYTES} bytes. The entry is what a page loads before it calls; our client loads what follows a failure (retries, look-ups, every error) beside the first call, and the rest when it is needed.`,
    tables: [{ caption: "Bytes", rows }],
    goals: [
      {
        figure: "entry of three calls including the key, gzip bytes",
        value: rows[0]?.["entry gzip"] ?? Number.NaN,
        bound: "<=",
        limit: LIMIT_BYTES,
      },
    ],
  };
}

/** The module that our client loads beside its first call. */
const RECOVERY = /send\/recover\.js$/;

type Build = (
  options: BuildOptions & { metafile: true; write: false },
) => Promise<BuildResult<{ metafile: true; write: false }>>;

async function weigh(build: Build, client: string, text: string) {
  const folder = join(CACHE, "bundles", client);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "page.js"), text);
  const { outputFiles, metafile } = await build({
    ...{ entryPoints: [join(folder, "page.js")], outdir: join(folder, "out"), absWorkingDir: folder },
    ...{ bundle: true, minify: true, splitting: true, format: "esm", platform: "browser", target: "es2022" },
    ...{ metafile: true, write: false, legalComments: "none" },
  } as BuildOptions & { metafile: true; write: false });
  const entry = closeOver(metafile, ["out/page.js"]);
  const recovery = Object.entries(metafile.outputs).filter(([, { entryPoint = "" }]) => RECOVERY.test(entryPoint));
  const called = closeOver(metafile, [...entry, ...recovery.map(([file]) => file)]);
  const sizeOf = (files: typeof outputFiles) => ({
    minified: files.reduce((sum, file) => sum + file.contents.length, 0),
    gzip: files.reduce((sum, file) => sum + gzipSync(file.contents, { level: 9 }).length, 0),
  });
  const pick = (names: ReadonlySet<string>) =>
    sizeOf(outputFiles.filter((file) => names.has(file.path.slice(folder.length + 1))));
  const first = pick(entry);
  const all = sizeOf(outputFiles);
  return {
    "entry minified": first.minified,
    "entry gzip": first.gzip,
    "after the first call gzip": pick(called).gzip,
    "everything minified": all.minified,
    "everything gzip": all.gzip,
    files: outputFiles.length,
  };
}

/** Files and all that they import statically. */
function closeOver({ outputs }: Metafile, files: readonly string[]): ReadonlySet<string> {
  const closure = new Set(files);
  for (const file of closure) {
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === "import-statement") closure.add(path);
  }
  return closure;
}

function writeMethodCalls(): string {
  return `globalThis.list = () => client.GET("/v1/packs", { params: { query: { limit: 10 } } });
globalThis.get = (uid) => client.GET("/v1/packs/{uid}", { params: { path: { uid } } });
globalThis.create = (body) => client.POST("/v1/apiKeys", { body });`;
}
