/** One moment at which the job may end, in milliseconds, and how likely it is beside the others. */
export type Chance = readonly [ms: number, weight: number];

/**
 * The moment of the next look, where each look costs `priceMs` and each millisecond between the end and the look that finds
 * it costs 1: the first look of the cheapest plan over all the moments at which the job may end. It works backwards from
 * the last moment: a plan from here is one look, and the best plan from there, if the job goes on. Looks fall on the given
 * moments only, which loses nothing: a look between two of them can move back to the earlier one.
 *
 * @param chances - At least one, in any order.
 */
export function nextLookMs(chances: readonly Chance[], priceMs: number): number {
  const plans: { ms: number; mass: number; moment: number; cost: number }[] = [];
  let [mass, moment, cost, lookMs] = [0, 0, 0, 0];
  for (const [ms, weight] of chances.toSorted((a, b) => b[0] - a[0])) {
    // What is left, and what it costs, once a look at this moment has found the job not ended.
    plans.unshift({ ms, mass, moment, cost });
    mass += weight;
    moment += weight * ms;
    cost = Infinity;
    for (const plan of plans) {
      const lag = plan.ms * (mass - plan.mass) - (moment - plan.moment);
      // Later looks lag even more: none of them can be better.
      if (priceMs * mass + lag > cost) break;
      const total = priceMs * mass + lag + plan.cost;
      if (total < cost) [cost, lookMs] = [total, plan.ms];
    }
  }
  return lookMs;
}
