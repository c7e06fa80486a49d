import { defineConfig } from "vitest/config";

/** For every project without settings of its own: vitest looks for them from the project's folder upwards. */
export default defineConfig({
  // Tests read the source of the other packages, so nothing has to be built before them.
  resolve: { conditions: ["@jobstatus/source"] },
  ssr: { resolve: { conditions: ["@jobstatus/source"] } },
  test: {
    include: ["**/*.spec.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
