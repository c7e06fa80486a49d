import type { ClientContext } from "../context/client-context.ts";
import type { ReferenceSupport } from "../context/client-parts.ts";
import { isResponse, jobsFromReference } from "./jobs-from-reference.ts";
import { onlyJob } from "./only-job.ts";
import { readResponse } from "./read-response.ts";

/** Links, and the responses of start calls in the shapes that the contract lists. */
export const references: ReferenceSupport<ClientContext> = {
  resolve(context, reference) {
    if (!isResponse(reference)) {
      const job = onlyJob(context, jobsFromReference(context, reference));
      return typeof reference === "string" || reference instanceof URL ? job : { ...job, isNew: true };
    }
    return async (signal, ms) => ({
      ...onlyJob(context, await readResponse(context, reference, signal, ms), reference),
      isNew: true,
    });
  },
};
