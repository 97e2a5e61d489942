import { defineConfig } from "vitest/config";

// Overrides are tested beside themselves, in specs/, which is no workspace of its own.
export default defineConfig({
  // Most of these tests wait for processes of their own.
  test: { include: ["**/*.test.ts", "../specs/**/*.test.ts"], maxWorkers: 2 },
});
