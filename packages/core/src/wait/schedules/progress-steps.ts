import type { PollSample } from "../../model/resume-token.ts";

/** When the progress came to a value: about `ms`, give or take `slackMs`. */
export interface Step {
  readonly ms: number;
  readonly fraction: number;
  readonly slackMs: number;
}

/** The progress of a job since it last fell. */
export interface ProgressSteps {
  /** The first reading, and each that is above the one before. */
  readonly steps: readonly Step[];
  /** When the job ends if all readings lie on one line from 0: from `lowMs` to `highMs`; no line fits if `lowMs` is above. */
  readonly lowMs: number;
  readonly highMs: number;
  /** How often the progress fell. */
  readonly falls: number;
}

/** Most providers count in hundredths; coarser steps are believed when values in a row cannot well be chance. */
export const FINEST_STEPS = 100;
const CHANCE = 0.05;

/** Reads the progress of a job that has begun. */
export function readSteps(samples: readonly PollSample[]): ProgressSteps {
  const readings = samples.flatMap(({ elapsedMs: ms, state, fraction }) =>
    fraction === undefined || state === "pending" ? [] : [{ ms, fraction }],
  );
  const size = 1 / countSteps(readings.map(({ fraction }) => fraction));
  let steps: Step[] = [];
  let [lowMs, highMs, falls] = [0, Infinity, 0];
  let last: Omit<Step, "slackMs"> | undefined;
  for (const { ms, fraction } of readings) {
    if (last && fraction < last.fraction) {
      falls += 1;
      [steps, last, lowMs, highMs] = [[], undefined, 0, Infinity];
    }
    const first = steps[0];
    if (first?.fraction === 0 && fraction) {
      lowMs = Math.max(lowMs, first.ms + (ms - first.ms) / (fraction + size));
      highMs = Math.min(highMs, first.ms + (ms - first.ms) / fraction);
    }
    if (!last) steps.push({ ms, fraction, slackMs: 0 });
    else if (fraction > last.fraction) {
      const slackMs = ((ms - last.ms) * Math.min(1, size / (fraction - last.fraction))) / 2;
      steps.push({ ms: ms - slackMs, fraction, slackMs });
    }
    last = { ms, fraction };
  }
  return { steps, lowMs, highMs, falls };
}

/** In how many steps the progress goes: the fewest that all the values fit, unless that can well be chance. */
function countSteps(fractions: readonly number[]): number {
  let steps = 1;
  const fits = (fraction: number) => Math.abs(fraction * steps - Math.round(fraction * steps)) < 1e-6;
  while (steps < FINEST_STEPS && !fractions.every(fits)) steps += 1;
  return (steps / FINEST_STEPS) ** (new Set(fractions).size - 1) > CHANCE ? FINEST_STEPS : steps;
}
