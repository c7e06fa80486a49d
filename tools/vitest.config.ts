import { defineConfig } from "vitest/config";

/** The tests of the tools themselves; those of the packed packages need a build and have settings of their own. */
export default defineConfig({
  test: { include: ["src/**/*.spec.ts"], exclude: ["src/packed/**"], testTimeout: 60_000, restoreMocks: true },
});
