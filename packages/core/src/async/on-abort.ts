/** What the listener of a signal runs, and what removes it. */
interface SharedListener {
  readonly runs: Set<(signal: AbortSignal) => void>;
  readonly stop: () => void;
}

const listenerOf = new WeakMap<AbortSignal, SharedListener>();

/**
 * Runs a function when a caller's signal is aborted, at once if it is. A signal has one listener, however many waits it ends: Node warns
 * of a leak if there are more than ten.
 *
 * @returns Takes it back, if it has not run. Nothing stays behind once all have run or are taken back.
 */
export function onAbort(signal: AbortSignal | undefined, run: (signal: AbortSignal) => void): (() => void) | undefined {
  if (!signal) return undefined;
  if (signal.aborted) {
    run(signal);
    return undefined;
  }
  const shared = listenerOf.get(signal) ?? listenTo(signal);
  const { runs, stop } = shared;
  runs.add(run);
  return () => {
    if (runs.delete(run) && runs.size === 0) stop();
  };
}

function listenTo(signal: AbortSignal): SharedListener {
  const runs = new Set<(signal: AbortSignal) => void>();
  const listener = () => {
    stop();
    for (const run of runs) run(signal);
  };
  const stop = () => {
    listenerOf.delete(signal);
    signal.removeEventListener("abort", listener);
  };
  const shared = { runs, stop };
  listenerOf.set(signal, shared);
  signal.addEventListener("abort", listener);
  return shared;
}
