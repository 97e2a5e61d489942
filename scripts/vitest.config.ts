import { defineConfig } from "vitest/config";

// Overrides are tested beside themselves, in specs/, which is no workspace of its own.
export default defineConfig({
  test: { include: ["**/*.test.ts", "../specs/**/*.test.ts"] },
});
