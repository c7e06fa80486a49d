import { JobStatusError } from "@jobstatus/core";
import { FleetError } from "../fleet-error.ts";
import type { Store } from "./open-store.ts";
import { storeProblem } from "./store-problem.ts";

/**
 * The error of a call that failed at the store: what failed, where, and what to do. An error that says so already stays as it is.
 *
 * @param call - The call, such as `status()`. Each of them may be repeated.
 * @param isClosed - Whether the fleet was closed meanwhile.
 */
export function callError(call: string, { place }: Pick<Store, "place">, cause: unknown, isClosed: boolean): Error {
  if (cause instanceof FleetError || JobStatusError.is(cause)) return cause;
  if (isClosed) return new FleetError("closed", `${call} failed: the fleet was closed; open another`, { cause });
  const problem = `${call} failed: ${place} can't be used: ${storeProblem(cause)}; repeat the call when the store answers`;
  return new FleetError("no-database", problem, { cause });
}
