import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { createRecordingFetch } from "@vendor-clients/testing";
import { expect, onTestFinished, test } from "vitest";
import { createPaletteClient, readFileName, saveTo, unwrap } from "./index.ts";

test("the download of the README, saves the file under a safe name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "palette-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const headers = { "content-type": "application/octet-stream", "content-disposition": "attachment; filename=a.yaml" };
  const { fetch, sent } = createRecordingFetch(() => new Response("kind: Config", { headers }));
  const palette = createPaletteClient({ apiKey: "k", fetch });
  const params = { path: { uid: "u1" } };

  const config = await palette.op.v1SpectroClustersUidKubeConfig({ params, parseAs: "stream" });
  const name = readFileName(config.response) ?? "kubeconfig.yaml";
  await saveTo(config, Writable.toWeb(createWriteStream(join(folder, name))));

  expect(sent[0]?.line).toBe("GET https://api.spectrocloud.com/v1/spectroclusters/u1/assets/kubeconfig");
  expect(await readFile(join(folder, "a.yaml"), "utf8")).toBe("kind: Config");
});

test("the upload of the README, sends a form and gives the failure as a value", async () => {
  const { fetch, sent } = createRecordingFetch(() => new Response(null, { status: 204 }));
  const palette = createPaletteClient({ apiKey: "k", fetch });

  const form = new FormData();
  form.append("fileName", new Blob(["<svg/>"], { type: "image/svg+xml" }), "logo.svg");
  unwrap(await palette.op.V1CustomCloudTypeLogoUpdate({ params: { path: { cloudType: "acme" } }, body: form }));

  expect(sent[0]?.line).toBe("PUT https://api.spectrocloud.com/v1/clouds/cloudTypes/acme/logo");
});
