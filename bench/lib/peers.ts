import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/lib/project.ts";
import { BENCH, CACHE, PALETTE_DOCUMENT, peerFile } from "./paths.ts";
import { runNode, runProgram } from "./run-program.ts";

/** Pinned versions by the name a peer is installed under. */
export function readPinnedVersions(): ReadonlyMap<string, string> {
  const { dependencies }: { dependencies: Record<string, string> } = readJson(join(BENCH, "package.json"));
  return new Map(Object.entries(dependencies).map(([name, version]) => [name, version.replace(/^npm:.*@/, "")]));
}

/**
 * Installs the peers that bench/package-lock.json pins, unless they are there.
 *
 * @throws Error when the registry cannot be reached or does not have a version.
 */
export function installPeers(): void {
  const missing = findMissing();
  if (missing.length === 0) return;
  installLocked(missing.join(", "));
  const still = findMissing();
  if (still.length > 0) throw new Error(`Cannot install the peers of the benchmark: ${still.join(", ")} still absent`);
}

/** Installs everything that bench/package-lock.json pins for this platform. */
export function installLocked(what: string): void {
  console.log(`bench: installing ${what}`);
  runProgram("install the peers of the benchmark with npm ci in bench/ (this needs the registry)", "npm", [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
  ]);
}

function findMissing(): string[] {
  return [...readPinnedVersions()]
    .filter(([name, version]) => {
      const manifest = peerFile(name, "package.json");
      return !existsSync(manifest) || readJson<{ version: string }>(manifest).version !== version;
    })
    .map(([name, version]) => `${name} ${version}`);
}

/** Builds a package of this project with everything it needs. */
export function buildPackage(name: string): void {
  runProgram(
    `build packages/${name}`,
    join(ROOT, "node_modules/.bin/turbo"),
    ["run", "build", `--filter=@vendor-clients/${name}`, "--output-logs=errors-only"],
    { cwd: ROOT },
  );
}

/** Folder of a peer's Palette client: `src/` as generated, `dist/` compiled to JavaScript and declarations. */
export function peerClient(name: "hey-api" | "orval" | "openapi-typescript"): string {
  return join(CACHE, "peers", name);
}

/** Generates and compiles the peers' Palette clients, unless those of this document and these versions are there. */
export function preparePeerClients(): void {
  const folder = join(CACHE, "peers");
  const key = createHash("sha256")
    .update(readFileSync(PALETTE_DOCUMENT))
    .update(readFileSync(join(BENCH, "package-lock.json")))
    .digest("hex");
  const keyFile = join(folder, "key");
  if (existsSync(keyFile) && readFileSync(keyFile, "utf8") === key) return;
  console.log("bench: generating and compiling the peers' Palette clients");
  rmSync(folder, { recursive: true, force: true });
  for (const name of ["hey-api", "orval"] as const) writeBuildConfig(peerClient(name));
  mkdirSync(peerClient("openapi-typescript"), { recursive: true });
  runHeyApi(PALETTE_DOCUMENT, join(peerClient("hey-api"), "src"));
  runNode("generate orval's client", [
    peerFile("orval", "dist/bin/orval.mjs"),
    ...["--input", PALETTE_DOCUMENT, "--output", join(peerClient("orval"), "src/index.ts"), "--client", "fetch"],
  ]);
  runNode("generate openapi-typescript's types", [
    peerFile("openapi-typescript", "bin/cli.js"),
    ...[PALETTE_DOCUMENT, "-o", join(peerClient("openapi-typescript"), "index.d.ts")],
    // The vendor's defaults say what the server assumes, not that a caller has to send a value.
    "--default-non-nullable=false",
  ]);
  for (const name of ["hey-api", "orval"] as const) {
    runNode(`compile ${name}'s client`, [peerFile("typescript-7", "bin/tsc"), "-p", peerClient(name)]);
  }
  writeFileSync(keyFile, key);
}

/** Runs hey-api's generator with its defaults: types, SDK functions and its client for `fetch`. */
export function runHeyApi(document: string, output: string): number {
  const program = peerFile("@hey-api/openapi-ts", "bin/run.js");
  return runNode("run hey-api", [program, "-i", document, "-o", output, "--silent"]).seconds;
}

function writeBuildConfig(folder: string): void {
  mkdirSync(join(folder, "src"), { recursive: true });
  const compilerOptions = {
    ...{ target: "es2022", lib: ["es2024", "dom", "dom.iterable"], module: "nodenext", strict: true, types: [] },
    ...{ skipLibCheck: true, declaration: true, rootDir: "src", outDir: "dist" },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
