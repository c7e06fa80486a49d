import type { JobStatus } from "../model/job-status.ts";
import { ContractMismatch } from "./contract-mismatch.ts";
import { isObject, textAt, valueAt } from "./pointer.ts";
import type { StatusDraft, StatusReader, StatusRuleSupport, StatusSource } from "./status-reader.ts";

/** How a status is read. */
export interface StatusReading extends Pick<StatusSource, "contract" | "head" | "emit"> {
  /** What else is read beside the state, its text and the title, in this order. */
  readonly readers: readonly StatusReader[];
  /** Finds the status value if the contract has rules for it. */
  readonly statusRules?: StatusRuleSupport | undefined;
}

/**
 * Reads the status of a job from a decoded response, as the contract's table says.
 *
 * @param id - The id that was requested. It holds, whatever id the body names.
 * @throws ContractMismatch - There is no job in the body or there are several, or there is no status value in the job.
 */
export function readJobStatus<Raw>(
  { contract, head, readers, statusRules, emit }: StatusReading,
  id: string,
  raw: Raw,
): JobStatus<Raw> {
  const { job: table, provider, states } = contract;
  const { status } = table;
  const at = table.at.find((pointer) => {
    const found = valueAt(raw, pointer);
    return isObject(found) || (Array.isArray(found) && found.length > 1);
  });
  const found = at === undefined ? undefined : valueAt(raw, at);
  const job = isObject(found) ? found : undefined;
  const isText = typeof status === "string";
  const native = isText ? valueAt(job, status) : statusRules?.valueFrom(status, job, head.status);
  if (typeof native !== "string") {
    const place = at ?? table.at[0] ?? "";
    if (job) throw new ContractMismatch(isText ? place + status : place, "there is no status value");
    throw new ContractMismatch(place, found === undefined ? "there is no job" : "there are several jobs");
  }

  const state = (Object.hasOwn(states, native) ? states[native] : undefined) ?? "unknown";
  const draft: StatusDraft = { provider, id, state, native };
  const message = textAt(job, table.message);
  if (message !== undefined) draft.message = message;
  const title = textAt(job, table.title);
  if (title !== undefined) draft.title = title;
  for (const read of readers) read(draft, { job, head, contract, emit });
  return { ...draft, raw };
}
