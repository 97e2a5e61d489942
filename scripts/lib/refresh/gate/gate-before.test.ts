import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importDocument } from "../../import/import-document.ts";
import { ImportError } from "../../import/import-error.ts";
import { EXIT_CODES, toRefusal } from "../refusal.ts";
import { gateBefore } from "./gate-before.ts";
import { createDocument } from "./hostile-document.ts";
import { HOSTILE_CASES } from "./hostile-documents.ts";

const HONEY = "honey-5d1f0c";

describe("gateBefore(), for hostile documents", () => {
  let server: Server;
  let hits = 0;
  let folder = "";
  let port = 0;
  const builtIns = Object.getOwnPropertyNames(Object.prototype).join();

  beforeAll(async () => {
    process.env["REFRESH_TEST_HONEY"] = HONEY;
    folder = await mkdtemp(join(tmpdir(), "honey-"));
    await writeFile(join(folder, "honey.json"), JSON.stringify({ enum: [HONEY], description: HONEY }));
    server = createServer((_, response) => {
      hits += 1;
      response.end(JSON.stringify({ enum: [HONEY] }));
    });
    server.on("connection", () => {
      hits += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(async () => {
    delete process.env["REFRESH_TEST_HONEY"];
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
    expect(hits, "connections to the listener").toBe(0);
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(builtIns);
  });

  const fill = (bytes: Uint8Array | string) =>
    typeof bytes === "string"
      ? new TextEncoder().encode(
          bytes.replaceAll("{port}", String(port)).replaceAll("{file}", join(folder, "honey.json")),
        )
      : bytes;

  test.each(
    HOSTILE_CASES.map(({ title, ...rest }) => [title, rest] as const),
  )("gateBefore(), for %s, refuses it and names rule and place only", (_, { bytes, refusal: [kind, rule] }) => {
    const startedMs = performance.now();
    const document = fill(bytes());
    let caught: unknown;
    try {
      importDocument(gateBefore(document));
    } catch (error) {
      caught = error;
    }
    const refusal = toRefusal(caught);
    expect(refusal, String(caught)).toBeDefined();
    const isLimit = caught instanceof ImportError && /: more than \d/.test(caught.message);
    expect([isLimit ? "limit" : refusal?.kind, refusal?.rule]).toEqual([kind, expect.stringMatching(rule)]);
    expect(`${refusal?.rule} ${refusal?.pointer}`).not.toMatch(/[;<'"`\u202e]|\$\{/);
    expect(refusal?.message).not.toMatch(/honey|secrets/);
    expect(refusal?.message.length).toBeLessThan(600);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
});

test("gateBefore(), for a document without a fault, returns it", () => {
  const document = createDocument();
  expect(gateBefore(new TextEncoder().encode(JSON.stringify(document)))).toEqual(document);
});

test("EXIT_CODES has a code of its own for every kind of refusal", () => {
  const codes = Object.values(EXIT_CODES);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => code > 1 && code < 126)).toBe(true);
});
