import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { Level } from "../../compare/change.ts";
import { isObject, type Json, type JsonObject } from "../../json.ts";
import { sha256 } from "../../specs.ts";
import { judge } from "./verdict.ts";

// For tests: a repository with a bare remote, a host that remembers its requests, and what the third job leaves.

/** Token that must stand nowhere but in headers. */
export const TOKEN = "token-5f1c0e7a93";
/** SHA-256 of some bytes of a vendor. */
export const DOCUMENT = "d".repeat(64);

/** One request that a host got. */
export interface Recorded {
  readonly call: string;
  readonly authorization: string | undefined;
  readonly body: JsonObject;
}

/** A host with one repository. */
export interface FakeHost {
  readonly url: string;
  readonly requests: Recorded[];
  /** Pull requests as the host shows them, the newest first. */
  readonly pulls: JsonObject[];
  /** Calls that the host answers with another status. */
  readonly failing: Map<string, number>;
  close(): Promise<void>;
}

/** Starts a host on a free port. */
export async function startHost(): Promise<FakeHost> {
  const host: Omit<FakeHost, "url" | "close"> = { requests: [], pulls: [], failing: new Map() };
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    request.on("end", () => {
      const call = `${request.method} ${request.url?.split("?")[0]?.replace("/repos/kites/clients", "")}`;
      const body: JsonObject = text === "" ? {} : JSON.parse(text);
      host.requests.push({ call, authorization: request.headers.authorization, body });
      const status = host.failing.get(call);
      response.statusCode = status ?? 200;
      response.end(JSON.stringify(status === undefined ? answer(host.pulls, call, body) : { message: TOKEN }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { ...host, url: `http://127.0.0.1:${port}`, close };
}

function answer(pulls: JsonObject[], call: string, body: JsonObject): unknown {
  const open = pulls.find((one) => one["state"] === "open");
  if (call === "GET /pulls") return pulls;
  if (call === "POST /pulls") {
    const number = pulls.length + 1;
    const made = { number, node_id: `PR_${number}`, state: "open", merged_at: null, auto_merge: null, labels: [] };
    pulls.unshift({ ...made, ...body, head: { ref: body["head"] ?? "" } });
    return pulls[0];
  }
  if (call.startsWith("PATCH /pulls/")) return Object.assign(open ?? {}, body);
  if (call === "POST /graphql" && open) {
    open["auto_merge"] = String(body["query"]).includes("disable") ? null : { merge_method: "squash" };
    return { data: {} };
  }
  if (call.endsWith("/labels") && open) {
    const had = Array.isArray(open["labels"]) ? open["labels"] : [];
    const added = Array.isArray(body["labels"]) ? body["labels"] : [];
    open["labels"] = [...had, ...added.map((name) => ({ name }))];
    return open["labels"];
  }
  if (call.startsWith("DELETE ") && open) {
    const name = decodeURIComponent(call.split("/").at(-1) ?? "");
    const had = Array.isArray(open["labels"]) ? open["labels"] : [];
    open["labels"] = had.filter((one) => JSON.stringify(one) !== JSON.stringify({ name }));
  }
  return [];
}

/** A repository with one commit, and the bare one that it was pushed to. */
export interface FakeRepository {
  readonly root: string;
  readonly remote: string;
  git(...args: string[]): string;
  remove(): void;
}

/** Makes a repository of some files. */
export function makeRepository(files: Readonly<Record<string, string>>): FakeRepository {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "propose-")));
  const [root, remote] = [join(place, "clone"), join(place, "remote.git")];
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const identity = ["-c", "user.name=Kite", "-c", "user.email=kite@example.test"];
  const run = (cwd: string, ...args: string[]) =>
    execFileSync("git", [...identity, ...args], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  run(place, "init", "--quiet", "--bare", remote);
  run(root, "init", "--quiet", "--initial-branch=main");
  run(root, "add", "--all");
  run(root, "commit", "--quiet", "-m", "Begin");
  run(root, "remote", "add", "origin", remote);
  run(root, "push", "--quiet", "origin", "main");
  const remove = () => rmSync(place, { recursive: true, force: true });
  return { root, remote, git: (...args) => run(root, ...args), remove };
}

/** What an artifact of the third job says and holds. */
export interface ArtifactParts {
  readonly files: Readonly<Record<string, string>>;
  readonly gone?: readonly string[];
  readonly level?: Level;
  readonly approvals?: readonly string[];
  readonly document?: string;
  readonly base: string;
  readonly isProven?: boolean;
}

/** Writes what the third job leaves. */
export function writeGated(folder: string, vendor: string, parts: ArtifactParts): void {
  const { level = "additive", approvals = [], document = DOCUMENT, base, isProven = true } = parts;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "files"), { recursive: true });
  const files = Object.entries(parts.files).map(([path, text]) => {
    writeFileSync(join(folder, "files", sha256(text)), text);
    return { path, sha256: sha256(text), size: Buffer.byteLength(text) };
  });
  const verdict = { ...judge(level, approvals), isProven };
  const pullRequest = { title: `Refresh ${vendor} to the document of 2026-12-01: ${level}`, text: "No rule asks.\n" };
  writeManifest(folder, { vendor, document, base, verdict, pullRequest, files, gone: parts.gone ?? [] });
}

/** Changes the manifest of an artifact. */
export function changeManifest(folder: string, change: (manifest: JsonObject) => void): void {
  const manifest: JsonObject = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  change(manifest);
  writeManifest(folder, manifest);
}

function writeManifest(folder: string, manifest: object): void {
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
}

/** A workflow as an object. */
export function readWorkflow(file: string): JsonObject {
  const value: Json = parse(readFileSync(file, "utf8"));
  return isObject(value) ? value : {};
}
