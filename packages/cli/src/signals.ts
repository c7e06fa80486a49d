import { constants } from "node:os";

/** The signals that end a run in good order. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A signal that ends a run in good order. */
export type EndingSignal = (typeof SIGNALS)[number];

/** The exit code of a command that a signal ended, as shells have it. */
export function exitCodeFromSignal(signal: EndingSignal): number {
  return 128 + constants.signals[signal];
}

/**
 * Listens for the signals that end a run: Ctrl-C, the wish to stop, and the closing of the terminal. The second one ends
 * the process at once.
 *
 * @param onSignal - Called with the first of them.
 * @returns Stops listening.
 */
export function listenForSignals(onSignal: (signal: EndingSignal) => void): () => void {
  let isFirst = true;
  const listener = (signal: NodeJS.Signals) => {
    const ending = SIGNALS.find((name) => name === signal);
    if (!ending) return;
    if (!isFirst) process.exit(exitCodeFromSignal(ending));
    isFirst = false;
    onSignal(ending);
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}
