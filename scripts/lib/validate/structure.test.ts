import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkStructure } from "./structure.ts";

const documentWith = (reference: string) => ({
  openapi: "3.0.3",
  info: { title: "Kites", version: "1" },
  paths: {},
  components: { schemas: { Kite: { $ref: reference } } },
});

test("checkStructure(), for references that lead outside, opens no connection and reads no file", async () => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.setHeader("content-type", "application/json").end('{"type":"string"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = await mkdtemp(join(tmpdir(), "structure-"));
  try {
    const file = join(folder, "kite.json");
    await writeFile(file, '{"type":"string"}');
    const { port } = server.address() as AddressInfo;
    for (const reference of [`http://127.0.0.1:${port}/kite.json`, file]) {
      const problems = await checkStructure(documentWith(reference));
      expect(problems.map(({ rule }) => rule)).toContain("no-unresolved-refs");
    }
    expect(requests).toBe(0);
  } finally {
    await rm(folder, { recursive: true });
    await new Promise((resolve) => server.close(resolve));
  }
});
