import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { createEdgeHostClient, type Progress, readFileName, saveTo, unwrap } from "./index.ts";

/** A host of its own for one test, a folder that is removed after it, and the body of the last request. */
async function setUp() {
  const seen = { body: "" };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.body = Buffer.concat(chunks).toString("latin1");
    if (request.method === "POST")
      response.writeHead(201, { "content-type": "application/json" }).end('{"uploadPath":"/a"}');
    else response.setHeader("content-disposition", 'attachment; filename="../logs.tar"').end("the logs");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = await mkdtemp(join(tmpdir(), "edge-host-"));
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  const { port } = server.address() as AddressInfo;
  return { host: createEdgeHostClient({ baseUrl: `http://127.0.0.1:${port}`, token: "t" }), folder, seen };
}

test("the upload of the README, sends the file and tells how far it got", async () => {
  const { host, folder, seen } = await setUp();
  const file = join(folder, "content.tar.zst");
  await writeFile(file, "the bytes");
  const shown: Progress[] = [];

  const form = new FormData();
  form.append("uploadFile", await openAsBlob(file), "content.tar.zst");
  form.append("signature", await openAsBlob(file), "content.sig");
  const { uploadPath } = unwrap(
    await host.op.V1ContentUpload({ body: form, onUploadProgress: (progress) => shown.push(progress) }),
  );

  expect(uploadPath).toBe("/a");
  expect(seen.body.match(/the bytes/g)).toHaveLength(2);
  expect(shown.at(-1)).toEqual({ bytes: seen.body.length, totalBytes: seen.body.length });
});

test("the download of the README, saves the file under a safe name", async () => {
  const { host, folder } = await setUp();

  const logs = await host.op.v1EdgeHostDownloadLogs({ parseAs: "stream", onDownloadProgress: ({ bytes }) => bytes });
  const name = readFileName(logs.response) ?? "logs.tar";
  await saveTo(logs, Writable.toWeb(createWriteStream(join(folder, name))));

  expect(name).toBe("logs.tar");
  expect(await readFile(join(folder, "logs.tar"), "utf8")).toBe("the logs");
});
