import { type JobStatus, isTerminalState } from "@jobstatus/core";
import { WaiterState, createWaiter } from "@smithy/util-waiter";
import { serveAdapter } from "../../src/wire/serve-adapter.ts";
import { INTERVAL_MS, look, scaled } from "./look.ts";

/** `@smithy/util-waiter`: looks every five seconds, and takes a response without a status for "not yet". */
serveAdapter({
  name: "@smithy/util-waiter",
  features: ["wait", "abort", "timeout"],
  create: (setting) => ({
    status: () => Promise.reject(new Error("the waiter only waits")),
    async wait(job, { signal, timeoutMs = 3_600_000 }) {
      const delayS = scaled(setting, INTERVAL_MS) / 1_000;
      const maxWaitTime = scaled(setting, timeoutMs) / 1_000;
      let last: JobStatus | undefined;
      const options = { client: {}, minDelay: delayS, maxDelay: delayS, maxWaitTime, abortSignal: signal };
      const result = await createWaiter(options, {}, async () => {
        const { status } = await look(setting, job);
        last = status ?? last;
        return { state: status && isTerminalState(status.state) ? WaiterState.SUCCESS : WaiterState.RETRY };
      });
      if (result.state !== WaiterState.SUCCESS || !last) throw new Error(`the waiter ended ${result.state}`);
      return last;
    },
  }),
});
