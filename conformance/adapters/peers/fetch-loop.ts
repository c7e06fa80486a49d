import { isTerminalState } from "@jobstatus/core";
import { serveAdapter } from "../../src/wire/serve-adapter.ts";
import { INTERVAL_MS, look, noStatus, scaled } from "./look.ts";

/** What people write by hand: fetch, look, sleep. Whatever goes wrong ends it. */
serveAdapter({
  name: "fetch loop",
  features: ["status", "wait"],
  create: (setting) => {
    const status = async (job: string) => {
      const seen = await look(setting, job);
      if (!seen.status) throw noStatus(seen);
      return seen.status;
    };
    return {
      status,
      async wait(job) {
        for (;;) {
          const seen = await status(job);
          if (isTerminalState(seen.state)) return seen;
          await new Promise((resolve) => setTimeout(resolve, scaled(setting, INTERVAL_MS)));
        }
      },
    };
  },
});
