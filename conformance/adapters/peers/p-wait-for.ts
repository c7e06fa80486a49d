import { type JobStatus, isTerminalState } from "@jobstatus/core";
import pWaitFor from "p-wait-for";
import { serveAdapter } from "../../src/wire/serve-adapter.ts";
import { INTERVAL_MS, look, noStatus, scaled } from "./look.ts";

/** `p-wait-for`: a condition that looks every five seconds; what the look throws ends the wait. */
serveAdapter({
  name: "p-wait-for",
  features: ["wait", "abort", "timeout"],
  create: (setting) => ({
    status: () => Promise.reject(new Error("p-wait-for only waits")),
    async wait(job, { signal, timeoutMs = 3_600_000 }) {
      let last: JobStatus | undefined;
      await pWaitFor(
        async () => {
          const seen = await look(setting, job);
          if (!seen.status) throw noStatus(seen);
          last = seen.status;
          return isTerminalState(last.state);
        },
        { interval: scaled(setting, INTERVAL_MS), timeout: scaled(setting, timeoutMs), signal },
      );
      return last;
    },
  }),
});
