/**
 * pg-boss reads its queues by priority, the highest first, and can leave out what is below one. With the moment at which a wait is
 * due as its priority, a poll of the queue reads what is due, and none of a million that sleep.
 */
const BASE_SECONDS = 1_700_000_000;

/** The priority of what is due at a moment: the earlier, the higher. */
export function priorityAt(epochSeconds: number): number {
  return BASE_SECONDS - Math.floor(epochSeconds);
}
