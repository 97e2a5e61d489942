import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./project.ts";
import { VENDORS } from "./vendors.ts";

// Who knows one vendor's package shall find their way in all: the same files, the same entry points.
const NAMES = ["index", "client", "auth", "pagination", "quirks", "send-rules", "wait", "doctor"];
const FILES = NAMES.map((name) => `src/${name}.ts`);

test.each(
  VENDORS.map(({ name }) => name),
)("the package %s, has the files of every vendor, and its entry points", (name) => {
  const folder = join(ROOT, "packages", name);
  const missing = [...FILES, "README.md", "contract/contract.test.ts", "contract/gaps.ts"].filter(
    (file) => !existsSync(join(folder, file)),
  );
  expect(missing).toEqual([]);
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  expect(exports).toMatchObject({ ".": {}, "./types": {}, "./doctor": { default: "./dist/doctor.js" } });
  expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(`"@vendor-clients/${name}/doctor"`);
});
