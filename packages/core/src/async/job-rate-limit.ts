import type { Clock } from "./clock.ts";
import { abortable } from "./abortable.ts";

interface Turn {
  busy: Promise<void> | undefined;
  notBeforeMs: number;
}

// Shared by all clients of the process: a provider counts requests for a job, whoever sends them.
const turnsOfClock = new WeakMap<Clock, Map<string, Turn>>();

/** Says when the next request for a job may be sent, on the clock; a moment in the past where it may be sent now. */
export function availableAtMs(clock: Clock, key: string): number {
  return turnsOfClock.get(clock)?.get(key)?.notBeforeMs ?? -Infinity;
}

/** Keeps a job from being asked for before a moment that is known from elsewhere. */
export function holdUntil(clock: Clock, key: string, notBeforeMs: number): void {
  const turns = turnsOf(clock);
  const turn = turns.get(key);
  if (turn?.busy || notBeforeMs <= Math.max(clock.now(), turn?.notBeforeMs ?? 0)) return;
  turns.set(key, { busy: undefined, notBeforeMs });
}

/**
 * Runs a request for a job when its turn comes: never two at once, and never sooner than `intervalMs` after the response to
 * the last one. From the response, since requests may overtake each other on their way.
 */
export async function runRateLimited<T>(
  { clock, key, intervalMs, signal }: { clock: Clock; key: string; intervalMs: number; signal: AbortSignal },
  request: () => Promise<T>,
): Promise<T> {
  const turns = turnsOf(clock);
  dropPast(turns, clock.now());
  for (;;) {
    const turn = turns.get(key);
    if (turn?.busy) await abortable(turn.busy, signal);
    else if (turn && turn.notBeforeMs > clock.now()) await clock.sleep(turn.notBeforeMs - clock.now(), signal);
    else break;
  }
  let release = (): void => undefined;
  const busy = new Promise<void>((resolve) => (release = resolve));
  turns.set(key, { busy, notBeforeMs: Infinity });
  try {
    return await request();
  } finally {
    // Set anew, at the end of the map, so that what is past stands at its beginning.
    turns.delete(key);
    turns.set(key, { busy: undefined, notBeforeMs: clock.now() + intervalMs });
    release();
  }
}

function turnsOf(clock: Clock): Map<string, Turn> {
  const turns = turnsOfClock.get(clock) ?? new Map<string, Turn>();
  turnsOfClock.set(clock, turns);
  return turns;
}

function dropPast(turns: Map<string, Turn>, nowMs: number): void {
  for (const [key, turn] of turns) {
    if (turn.busy || turn.notBeforeMs > nowMs) return;
    turns.delete(key);
  }
}
