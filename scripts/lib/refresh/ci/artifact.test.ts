import { expect, test } from "vitest";
import { isProposable } from "./artifact.ts";

test.each([
  "specs/palette/openapi.json",
  "specs/palette/source.json",
  "specs/palette/changes/2026-12-01.md",
  "packages/palette/src/generated/types.ts",
  ".changeset/palette-2026-12-01.md",
])("isProposable() takes %s", (path) => {
  expect(isProposable("palette", path)).toBe(true);
});

test.each([
  ".github/workflows/ci.yml",
  "package.json",
  "package-lock.json",
  "scripts/refresh-ci.ts",
  "packages/palette/package.json",
  "packages/palette/src/client.ts",
  "packages/palette/src/generated/../client.ts",
  "packages/palette/src/generated/../../../../.github/workflows/a.ts",
  "packages/palette/src/generated//types.ts",
  "./specs/palette/openapi.json",
  "/specs/palette/openapi.json",
  "specs/palette/../edge-host/openapi.json",
  "specs/palette\\openapi.json",
  "specs/palette/overrides/01-a.ts",
  "specs/edge-host/openapi.json",
  "packages/edge-host/src/generated/types.ts",
  ".changeset/edge-host-2026-12-01.md",
  ".changeset/x-palette-2026-12-01.md",
  ".changeset/../.github/palette-2026-12-01.md",
  ".changeset/deep/palette-2026-12-01.md",
  "specs/palette/openapi.json\n",
  "specs/palette/openapi.json\0",
  "",
])("isProposable() refuses %j", (path) => {
  expect(isProposable("palette", path)).toBe(false);
});
