import { defineConfig } from "vitest/config";

/** For every project: each has a `vitest.config.ts` that says so, since vitest looks for it in the folder that it runs in. */
export default defineConfig({
  // Tests read the source of the other packages, so nothing has to be built before them.
  resolve: { conditions: ["@jobstatus/source"] },
  ssr: { resolve: { conditions: ["@jobstatus/source"] } },
  test: {
    include: ["**/*.spec.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/reports/**"],
    // For hangs only: a busy machine takes many times as long as an idle one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
