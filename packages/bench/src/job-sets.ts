import { createRandom, normalFrom } from "./random.ts";

/** One job of a set. */
export interface SetJob {
  /** When the wait for it begins, which is when it starts. */
  readonly startMs: number;
  readonly durationMs: number;
}

/** Jobs of one kind that one request can poll, and how long earlier jobs of the kind took. */
export interface JobSet {
  readonly jobs: readonly SetJob[];
  readonly durationsMs: readonly number[];
}

/** How long the jobs of a kind take. */
export interface Kind {
  readonly name: string;
  readonly medianMs: number;
  /** Draws the duration of one job, in milliseconds. */
  readonly draw: (random: () => number) => number;
}

const MINUTE_MS = 60_000;

/** The kinds that the bench waits for in sets. */
export const kinds: readonly Kind[] = [
  { name: "uniform, 5 to 15 min", medianMs: 10 * MINUTE_MS, draw: (random) => (5 + 10 * random()) * MINUTE_MS },
  ...[20_000, 120_000, 600_000].flatMap((medianMs) =>
    [0.5, 1].map((sigma): Kind => ({
      name: `median ${medianMs / 1_000} s, sigma ${sigma}`,
      medianMs,
      draw: (random) => medianMs * Math.exp(sigma * normalFrom(random)),
    })),
  ),
];

/** What {@link createSets} makes. */
export interface SetOptions {
  /** How many sets, and how many jobs in each. */
  readonly count: number;
  readonly size: number;
  /** Over which time the jobs of a set start, evenly and by chance; 0 for all at once. */
  readonly startsMs: number;
  /** How many earlier durations are known. */
  readonly known: number;
  readonly seed: number;
}

/** Makes sets of jobs of a kind. */
export function createSets({ draw }: Kind, { count, size, startsMs, known, seed }: SetOptions): readonly JobSet[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => ({
    jobs: Array.from({ length: size }, () => ({ startMs: startsMs * random(), durationMs: draw(random) })),
    durationsMs: Array.from({ length: known }, () => draw(random)),
  }));
}
