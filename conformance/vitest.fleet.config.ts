import { defineConfig } from "vitest/config";

/** The suite that breaks workers: one file for each engine. */
export default defineConfig({
  // Tests read the source of the other packages, so nothing has to be built before them.
  resolve: { conditions: ["@jobstatus/source"] },
  ssr: { resolve: { conditions: ["@jobstatus/source"] } },
  // Each file starts processes of its own: more files at once would only make each other wait.
  test: { include: ["src/fleet/*.fleet.ts"], maxWorkers: 2 },
});
