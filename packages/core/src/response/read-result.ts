import { textAt, valueAt } from "./pointer.ts";
import type { StatusReader } from "./status-reader.ts";

/**
 * Reads the result of a job that is `succeeded` or `partial`: a value, or a link with `rel: "result"`, which is not followed. It runs
 * after what decides the state and reads the links.
 */
export const readResult: StatusReader = (draft, { job, contract, head }) => {
  const { result } = contract.job;
  if (result === undefined || (draft.state !== "succeeded" && draft.state !== "partial")) return;
  if (typeof result === "string") {
    const value = valueAt(job, result);
    if (value !== undefined) draft.result = value;
    return;
  }
  const href = "link" in result ? textAt(job, result.link) : head.headers.get(result.header);
  if (href) draft.links = [...(draft.links ?? []), { rel: "result", href }];
};
