import { defineConfig } from "vitest/config";

/** The checks of the built site in a real browser: the target `browser`, which runs after the build. */
export default defineConfig({
  resolve: { conditions: ["@jobstatus/source"] },
  ssr: { resolve: { conditions: ["@jobstatus/source"] } },
  // The target runs last but one, when no other task takes the second core.
  test: { include: ["src/browser/**/*.spec.ts"], testTimeout: 120_000, hookTimeout: 60_000, maxWorkers: 2 },
});
