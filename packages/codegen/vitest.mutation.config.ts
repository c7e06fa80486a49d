import { defineConfig } from "vitest/config";

/** The tests as the mutation run has them: in a copy of this folder alone, out of reach of the workspace's settings. */
export default defineConfig({
  resolve: { conditions: ["@jobstatus/source"] },
  ssr: { resolve: { conditions: ["@jobstatus/source"] } },
  test: {
    include: ["src/**/*.spec.ts"],
    // They need the packages around this one.
    exclude: ["src/workspace/**"],
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
