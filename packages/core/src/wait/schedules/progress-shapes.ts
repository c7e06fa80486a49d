import type { Step } from "./progress-steps.ts";

/** A moment, give or take `slackMs`. */
export interface ShapeEnd {
  readonly ms: number;
  readonly slackMs: number;
}

/** One way in which progress may go. */
export interface ProgressShape {
  /** How likely it is beside the others, before any reading. */
  readonly weight: number;
  /** When the job ends if its progress goes this way, by the latest of these steps; the first is where it began. */
  readonly endFrom: (steps: readonly Step[]) => ShapeEnd;
}

const STEEPNESSES = [4, 5, 6, 7, 8, 9, 10, 12] as const;

/** The shapes that progress is compared with: even at both ends, a line, and logistic curves of different steepness. */
export const PROGRESS_SHAPES: readonly ProgressShape[] = [
  { weight: 1, endFrom: mirrored },
  { weight: 1, endFrom: (steps) => endBy(steps, (fraction) => fraction) },
  ...STEEPNESSES.map((steepness): ProgressShape => ({
    weight: 1 / STEEPNESSES.length,
    endFrom: (steps) => endBy(steps, logisticTime(steepness)),
  })),
];

/** The part of the time at which a logistic curve over `steepness` of its units comes to a fraction. */
function logisticTime(steepness: number): (fraction: number) => number {
  const least = 1 / (1 + Math.exp(steepness / 2));
  return (fraction) => {
    const height = least + fraction * (1 - 2 * least);
    return 0.5 + Math.log(height / (1 - height)) / steepness;
  };
}

/** The end by a curve of which it is known at which part of the time it comes to a fraction. */
function endBy(steps: readonly Step[], timeAt: (fraction: number) => number): ShapeEnd {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return NEVER;
  const begin = timeAt(first.fraction);
  const rest = (1 - begin) / (timeAt(last.fraction) - begin);
  return { ms: first.ms + (last.ms - first.ms) * rest, slackMs: last.slackMs * rest };
}

/** The end if the last part takes as long as the first part of that size took; by a line while that was not seen. */
function mirrored(steps: readonly Step[]): ShapeEnd {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return NEVER;
  const rest = 1 - last.fraction;
  const after = steps.findIndex((step) => step.fraction >= rest);
  const [low, high] = [steps[after - 1], steps[after]];
  if (first.fraction > 0 || !high) return endBy(steps, (fraction) => fraction);
  const mirrorMs = low
    ? low.ms + ((rest - low.fraction) / (high.fraction - low.fraction)) * (high.ms - low.ms)
    : high.ms;
  return { ms: last.ms + mirrorMs - first.ms, slackMs: last.slackMs + high.slackMs };
}

const NEVER: ShapeEnd = { ms: Infinity, slackMs: 0 };
