import { type JobStatus, isEndState } from "@jobstatus/core";
import pWaitFor from "p-wait-for";
import { serveAdapter } from "../../src/wire/serve-adapter.ts";
import { INTERVAL_MS, look, noStatus, scaled } from "./look.ts";

/** `p-wait-for`: a condition that looks every five seconds; what the look throws ends the wait. */
serveAdapter({
  name: "p-wait-for",
  features: ["wait", "abort", "deadline"],
  create: (setting) => ({
    status: () => Promise.reject(new Error("p-wait-for only waits")),
    async wait(job, { signal, deadlineMs = 3_600_000 }) {
      let last: JobStatus | undefined;
      await pWaitFor(
        async () => {
          const seen = await look(setting, job);
          if (!seen.status) throw noStatus(seen);
          last = seen.status;
          return isEndState(last.state);
        },
        { interval: scaled(setting, INTERVAL_MS), timeout: scaled(setting, deadlineMs), signal },
      );
      return last;
    },
  }),
});
