import type { Schedule } from "./schedule.ts";

const FIRST_MS = 1_000;
const FACTOR = 1.5;
const LONGEST_MS = 30_000;
/** The part of a delay that chance may take away, so that waits that began together do not stay together. */
const SPREAD = 0.25;

/** From 1 s by half more each time up to 30 s, each delay shortened by chance by up to a quarter. */
export const backoff: Schedule = ({ polls, random }) =>
  Math.min(LONGEST_MS, FIRST_MS * FACTOR ** (polls - 1)) * (1 - SPREAD * random);
