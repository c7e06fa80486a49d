import { defineConfig } from "vitest/config";

/**
 * Tests of the packed packages that install others' packages from the registry. They run on demand: they need a network,
 * and some minutes.
 */
export default defineConfig({
  test: {
    include: ["src/packed/**/*.registry.ts"],
    globalSetup: ["src/packed/global-setup.ts"],
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
