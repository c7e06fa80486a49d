import { setTimeout as sleep } from "node:timers/promises";

/** The pause after the database failed, in milliseconds. */
const PAUSE_MS = 1_000;

/**
 * Runs a task on the database, again and again until it does not fail: a database that is restarted or away ends nothing.
 *
 * @param onError - Called with each failure.
 * @param signal - Ends the tries: the last failure is then thrown.
 */
export async function retried<T>(
  task: () => Promise<T>,
  onError: (error: unknown) => void,
  signal?: AbortSignal,
): Promise<T> {
  for (;;) {
    try {
      return await task();
    } catch (error) {
      if (signal?.aborted) throw error;
      onError(error);
      await sleep(PAUSE_MS, undefined, { ...(signal && { signal }) }).catch(() => undefined);
      if (signal?.aborted) throw error;
    }
  }
}
