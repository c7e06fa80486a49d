import type { ClientContext } from "../context/client-context.ts";
import type { BatchSupport } from "../context/client-parts.ts";
import { adaptive } from "./schedules/adaptive.ts";
import { JobBatch } from "./job-batch.ts";

/** Batches, for the providers that report on many jobs in one response. */
export const batches: BatchSupport<ClientContext> = {
  schedule: /* @__PURE__ */ adaptive(),
  createBatch: (context, table) => new JobBatch(context, table),
};
