import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { VENDORS } from "./lib/vendors.ts";

const COMMAND = fileURLToPath(new URL("example.ts", import.meta.url));

function run(...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [COMMAND, ...args]);
  let [output, errors] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output, errors })));
}

test.each(
  VENDORS.map(({ name }) => name),
)("npm run example -- %s, runs without a violation of the document", async (vendor) => {
  const { code, output, errors } = await run(vendor);
  expect(errors).toBe("");
  expect(output).toMatch(/\n[1-9]\d* requests, 0 violations/);
  expect(code).toBe(0);
}, 30_000);

test("npm run example, without a vendor, lists the vendors in one line", async () => {
  const { code, errors } = await run();
  expect(errors).toMatch(/^Cannot find vendor "": the vendors are altinity-acm, .*\n$/);
  expect(code).toBe(1);
});
