import { createHttpPoller } from "@azure/core-lro";
import type { JobState, JobStatus } from "@jobstatus/core";
import { serveAdapter } from "../../src/wire/serve-adapter.ts";
import { INTERVAL_MS, look, scaled } from "./look.ts";

/** The words of core-lro for our states. */
const WORDS: Readonly<Record<JobState, string>> = {
  pending: "notStarted",
  running: "running",
  succeeded: "succeeded",
  partial: "failed",
  failed: "failed",
  cancelled: "canceled",
  unknown: "unknown",
};

/** `@azure/core-lro`: an operation with `operation-location`, polled every five seconds. */
serveAdapter({
  name: "@azure/core-lro",
  features: ["wait", "abort"],
  create: (setting) => ({
    status: () => Promise.reject(new Error("core-lro only waits")),
    async wait(job, { signal }) {
      let last: JobStatus | undefined;
      const response = (statusCode: number, headers: Record<string, string>, status?: string) => ({
        flatResponse: {},
        rawResponse: { statusCode, request: { method: "POST", url: "/jobs" }, headers, body: { status } },
      });
      const operation = {
        sendInitialRequest: () => Promise.resolve(response(202, { "operation-location": "/jobs/1" }, "running")),
        sendPollRequest: async () => {
          const seen = await look(setting, job, signal);
          last = seen.status ?? last;
          const headers = scaledHeaders(Object.fromEntries(seen.headers), setting.timeFactor);
          return response(seen.httpStatus, headers, seen.status && WORDS[seen.status.state]);
        },
      };
      const poller = createHttpPoller(operation, { intervalInMs: scaled(setting, INTERVAL_MS) });
      try {
        await poller.pollUntilDone({ abortSignal: signal });
      } catch (error) {
        // It throws for a job that failed, and leaves how it ended in its state.
        if (last && ["failed", "partial", "cancelled"].includes(last.state)) return last;
        throw error;
      }
      return last ?? { state: "succeeded" };
    },
  }),
});

/** Its sleeps are real ones: the delay of a header is scaled for it. */
function scaledHeaders(headers: Record<string, string>, timeFactor: number): Record<string, string> {
  const seconds = Number(headers["retry-after"]);
  const { "retry-after": _, ...rest } = headers;
  return Number.isNaN(seconds) ? rest : { ...rest, "retry-after-ms": String((seconds * 1_000) / timeFactor) };
}
