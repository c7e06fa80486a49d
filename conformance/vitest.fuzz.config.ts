import { defineConfig } from "vitest/config";

/** The long run: the fuzzing of the test command with fifty times as many responses. */
export default defineConfig({
  resolve: { conditions: ["@jobstatus/source"] },
  ssr: { resolve: { conditions: ["@jobstatus/source"] } },
  test: { include: ["src/fuzz.spec.ts"], env: { FUZZ_RUNS: "100000" } },
});
