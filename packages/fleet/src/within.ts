import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs a task, and waits for it so long at most.
 *
 * @returns Whether it is done.
 */
export async function within(ms: number, task: () => Promise<void>): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  const isDone = await Promise.race([task().then(() => true), late]);
  timer.abort();
  return isDone;
}
