import type { EndTime } from "../../model/schedule.ts";

/**
 * The moment of the next poll, if each poll costs `priceMs` and each millisecond between the end and the poll that finds it costs
 * 1: the first poll of the cheapest plan over all the moments at which the job may end, and of two equal plans the earlier one. It
 * works backwards from the last moment: a plan from here is one poll, and the best plan from there, if the job is still running.
 * Polls are at the given moments only, which loses nothing: a poll between two of them can move back to the earlier one. The time
 * up to the end is counted along with the lag: it is the same for all plans.
 *
 * @param endTimes - At least one, in ascending order.
 */
export function nextPollMs(endTimes: readonly EndTime[], priceMs: number): number {
  const plans: { ms: number; mass: number; cost: number }[] = [];
  let [mass, cost, pollMs] = [0, 0, 0];
  for (const [ms, weight] of endTimes.toReversed()) {
    // What is left, and what it costs, once a poll at this moment has found the job not ended.
    plans.unshift({ ms, mass, cost });
    mass += weight;
    cost = Infinity;
    for (const plan of plans) {
      const total = priceMs * mass + plan.ms * (mass - plan.mass) + plan.cost;
      if (total < cost) [cost, pollMs] = [total, plan.ms];
    }
  }
  return pollMs;
}
