import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Change } from "../../compare/change.ts";
import { ConsumerError } from "../../compare/read-consumer.ts";
import { findTouched } from "./find-touched.ts";

const folder = mkdtempSync(join(tmpdir(), "touched-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(join(folder, file, ".."), { recursive: true });
  writeFileSync(join(folder, file), text);
}

const gone: Change = {
  rule: "operation-removed",
  level: "breaking",
  operation: "GET /a",
  operationId: "getA",
  pointer: "#/paths/~1a/get",
};
const other: Change = { rule: "title-changed", level: "documentation", pointer: "#/info/title" };

test("findTouched() looks through our own files always and through given folders, and leaves generated files out", async () => {
  const IMPORT = 'import { x } from "@vendor-clients/kites";\n';
  write("root/packages/kites/src/wait.ts", 'const path = "GET /a";');
  write("root/packages/kites/src/generated/types.ts", "");
  write("root/packages/reliability/src/a.ts", `${IMPORT}c.op.getA();`);
  write("root/bench/b.ts", "1;");
  write("app/c.ts", `${IMPORT}\nc.GET("/a");`);
  write("app/deep.ts", IMPORT + "[".repeat(100_000));
  write("lib/d.ts", "1;");
  const read = { name: "read", files: new Map([["e.ts", `${IMPORT}c.call("getA")`]]), unread: ["big.js"] };
  const given = [join(folder, "app"), read, join(folder, "lib")];
  const touched = await findTouched([other, gone], { root: join(folder, "root"), vendor: "kites", given });
  expect(touched.own).toEqual(["packages/kites", "packages/reliability/src", "bench"]);
  expect(touched.consumers).toEqual([...touched.own, "read", "app", "lib"]);
  expect(touched.files.map(({ consumer, file, changes }) => [consumer, file, changes])).toEqual([
    ["packages/kites", "packages/kites/src/wait.ts", [{ at: 1, lines: [1] }]],
    ["packages/reliability/src", "packages/reliability/src/a.ts", [{ at: 1, lines: [2] }]],
    ["read", "e.ts", [{ at: 1, lines: [2] }]],
    ["app", "c.ts", [{ at: 1, lines: [3] }]],
  ]);
  expect(touched.unread).toEqual([
    { consumer: "read", file: "big.js" },
    { consumer: "app", file: "deep.ts" },
  ]);
});

test("findTouched(), for a given folder that is gone, throws a ConsumerError", async () => {
  const given = [join(folder, "nowhere")];
  await expect(findTouched([gone], { root: folder, vendor: "kites", given })).rejects.toThrow(ConsumerError);
});
