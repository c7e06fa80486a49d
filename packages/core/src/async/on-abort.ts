/** The listener of a signal, and what it runs. */
interface SharedListener {
  readonly runs: Set<() => void>;
  readonly listener: () => void;
}

const listenerOf = new WeakMap<AbortSignal, SharedListener>();

/**
 * Runs a function when a caller's signal is aborted. A signal has one listener, however many waits it ends: Node warns of a
 * leak if there are more than ten.
 */
export function onAbort(signal: AbortSignal | undefined, run: () => void): void {
  if (!signal) return;
  let shared = listenerOf.get(signal);
  if (!shared) {
    const runs = new Set<() => void>();
    const listener = () => {
      for (const each of runs) each();
    };
    shared = { runs, listener };
    listenerOf.set(signal, shared);
    signal.addEventListener("abort", listener);
  }
  shared.runs.add(run);
}

/** Takes back {@link onAbort}. Nothing stays behind once all are taken back. */
export function offAbort(signal: AbortSignal | undefined, run: () => void): void {
  if (!signal) return;
  const shared = listenerOf.get(signal);
  if (!shared?.runs.delete(run) || shared.runs.size > 0) return;
  listenerOf.delete(signal);
  signal.removeEventListener("abort", shared.listener);
}
