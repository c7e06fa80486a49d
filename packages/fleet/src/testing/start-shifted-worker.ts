import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The header that says when a worker sent a request, in milliseconds of the machine. */
export const SENT_AT_HEADER = "x-sent-at-ms";

/** A worker whose clock is off. */
export interface ShiftedWorkerInput {
  readonly store: string;
  /** The client's name. */
  readonly client: string;
  /** Where the simulated Vault is served. */
  readonly url: string;
  readonly vaultDns: string;
  /** How far its clock is ahead, in milliseconds; negative if it is behind. */
  readonly offsetMs: number;
}

/**
 * Starts a worker in a process of its own.
 *
 * @returns Closes its fleet, and resolves with the process's exit code.
 */
export function startShiftedWorker(input: ShiftedWorkerInput): () => Promise<number> {
  const file = fileURLToPath(new URL("shifted-worker.ts", import.meta.url));
  const preloaded = new URL("shift-own-clock.ts", import.meta.url).href;
  const execArgv = ["--conditions=@jobstatus/source", "--import", preloaded];
  const worker = fork(file, [JSON.stringify(input)], { execArgv });
  const exited = once(worker, "exit") as Promise<[number]>;
  return async () => {
    worker.send("close");
    const [code] = await exited;
    return code;
  };
}
