import type { ClientContext } from "../context/client-context.ts";
import type { JobStatus } from "../model/job-status.ts";
import { isSame } from "../response/is-same.ts";
import { readJobStatus } from "../response/read-job-status.ts";
import type { ResponseHead } from "../response/status-reader.ts";

/**
 * The status of a job in a decoded response: the last one, if the response says the same again.
 *
 * @throws ContractMismatch - As `readJobStatus` does.
 */
export function readChange<Raw>(
  context: ClientContext,
  id: string,
  raw: Raw,
  head: ResponseHead,
  lastStatus: JobStatus<Raw> | undefined,
): JobStatus<Raw> {
  const isAgain = lastStatus !== undefined && !context.parts.readsHead && isSame(raw, lastStatus.raw);
  return isAgain ? lastStatus : readStatus(context, id, raw, head);
}

/**
 * Reads the status of a job from a decoded response.
 *
 * @throws ContractMismatch - As `readJobStatus` does.
 */
export function readStatus<Raw>(context: ClientContext, id: string, raw: Raw, head: ResponseHead): JobStatus<Raw> {
  const { contract, parts, operationName, emit } = context;
  const { provider } = contract;
  const { readers, statusRules } = parts;
  const status = readJobStatus({ contract, head, readers, statusRules, emit }, id, raw);
  if (operationName === undefined) return status;
  const { provider: _provider, id: _id, ...rest } = status;
  return { provider, id, operation: operationName, ...rest };
}
