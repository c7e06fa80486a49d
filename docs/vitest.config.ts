import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@jobstatus/source"] },
  ssr: { resolve: { conditions: ["@jobstatus/source"] } },
  test: {
    include: ["src/**/*.spec.ts", "examples/**/*.spec.ts"],
    // They need the built site and run after its build.
    exclude: ["src/browser/**"],
    // For hangs only: a busy machine takes many times as long as an idle one.
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
  },
});
