import { defineConfig } from "vitest/config";

const common = {
  // Tests read the source of the other packages, so nothing has to be built before them.
  resolve: { conditions: ["@jobstatus/source"] },
  ssr: { resolve: { conditions: ["@jobstatus/source"] } },
};
const env = { PACT_DO_NOT_TRACK: "true" };

/** The Pact contracts: first the clients write them, then what was written is compared and verified. */
export default defineConfig({
  ...common,
  test: {
    // Pact merges into the file that it finds, and files that are written at once lose interactions in silence.
    fileParallelism: false,
    isolate: false,
    projects: [
      {
        ...common,
        test: {
          name: "consumer",
          include: ["src/pact/consumer.pact.ts"],
          globalSetup: ["src/pact/empty-written-pacts.ts"],
          sequence: { groupOrder: 0 },
          fileParallelism: false,
          isolate: false,
          env,
        },
      },
      {
        ...common,
        test: {
          name: "verification",
          include: ["src/pact/*.pact.ts"],
          exclude: ["src/pact/consumer.pact.ts"],
          sequence: { groupOrder: 1 },
          fileParallelism: false,
          isolate: false,
          testTimeout: 60_000,
          env,
        },
      },
    ],
  },
});
