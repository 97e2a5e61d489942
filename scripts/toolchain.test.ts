import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "./lib/project.ts";
import { VENDORS } from "./lib/vendors.ts";

// A machine's own Node runs npm, and `npm ci --ignore-scripts` leaves the pinned Node out without a word; this notices.
test("process.version, under npm scripts, is the pinned Node 24", () => {
  const { devDependencies }: { devDependencies: { node: string } } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  );
  expect(process.version).toBe(`v${devDependencies.node}`);
});

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

// `npm install` leaves out platform packages that the registry lacks, and `npm ci` fails for everyone on that platform.
describe("package-lock.json", () => {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
    readFileSync(join(ROOT, "package-lock.json"), "utf8"),
  );
  const locked = new Set(
    Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)),
  );
  const tools = Object.entries(lock.packages).filter(
    ([, one]) => Object.keys(one.optionalDependencies ?? {}).length > 0,
  );

  test("is not vacuous: it knows tools with a package per platform", () => {
    const names = tools.map(([path]) => path);
    expect(names).toEqual(
      expect.arrayContaining(["node_modules/turbo", "node_modules/typescript", "node_modules/@biomejs/biome"]),
    );
  });

  test.each(
    tools.map(([path, one]) => [path, Object.keys(one.optionalDependencies ?? {})] as const),
  )("%s, for every platform that it names, holds the package", (_, wanted) => {
    expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
  });

  test("names no registry host, so that any mirror serves it", () => {
    const { packages } = lock as { packages: Record<string, { resolved?: string }> };
    const remote = Object.values(packages).filter((one) => /^https?:/.test(one.resolved ?? ""));
    expect(remote).toEqual([]);
  });
});

const FILES = [
  ...["README.md", "LICENSE", "contract/contract.test.ts", "contract/gaps.ts", "src/generated/types.ts"],
  ...["auth", "client", "index", "pagination", "quirks"].map((name) => `src/${name}.ts`),
];

test.each(
  VENDORS.map(({ name }) => name),
)("the package of %s, holds the files that every vendor package has", (vendor) => {
  expect(FILES.filter((file) => !existsSync(join(ROOT, "packages", vendor, file)))).toEqual([]);
});
