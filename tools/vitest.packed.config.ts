import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** The tests of the packages as they are published: built, packed, and installed outside this workspace. */
export default defineConfig({
  test: {
    include: ["src/packed/**/*.spec.ts"],
    globalSetup: ["src/packed/global-setup.ts"],
    // Each starts other programs and waits for them; the bound is for hangs only.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The longest of all tasks, and much of it is waiting.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
