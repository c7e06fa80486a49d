import type { JobStatus } from "../model/job-status.ts";
import { ContractMismatch } from "./contract-mismatch.ts";
import { isObject, textAt, valueAt } from "./pointer.ts";
import type { StatusDraft, StatusReader, StatusSource } from "./status-reader.ts";

/** How a status is read. */
export interface StatusReading extends Pick<StatusSource, "contract" | "onUnreadableTime"> {
  /** What else is read beside the state, its text and the title, in this order. */
  readonly readers: readonly StatusReader[];
}

/**
 * Reads the status of a job from a decoded response, as the contract's table says.
 *
 * @param id - The id that was requested. It holds, whatever id the body names.
 * @throws ContractMismatch - There is no job in the body or there are several, or there is no status value in the job.
 */
export function readJobStatus<Raw>(
  { contract, readers, onUnreadableTime }: StatusReading,
  id: string,
  raw: Raw,
): JobStatus<Raw> {
  const { job: table, provider, states } = contract;
  const at = table.at.find((pointer) => {
    const found = valueAt(raw, pointer);
    if (Array.isArray(found) && found.length > 1) throw new ContractMismatch(pointer, "there are several jobs");
    return isObject(found);
  });
  if (at === undefined) throw new ContractMismatch(table.at[0] ?? "", "there is no job");
  const job = valueAt(raw, at);
  const native = valueAt(job, table.status);
  if (typeof native !== "string") throw new ContractMismatch(at + table.status, "there is no status value");

  const state = (Object.hasOwn(states, native) ? states[native] : undefined) ?? "unknown";
  const draft: StatusDraft = { provider, id, state, native };
  const message = textAt(job, table.message);
  if (message !== undefined) draft.message = message;
  const title = textAt(job, table.title);
  if (title !== undefined) draft.title = title;
  for (const read of readers) read(draft, { job, contract, onUnreadableTime });
  return { ...draft, raw };
}
