import { constants } from "node:os";
import { SIGNAL_BASE } from "./exit-code.ts";

/** The signals that end a run gracefully. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A signal that ends a run gracefully. */
export type EndingSignal = (typeof SIGNALS)[number];

/** The exit code of a command that a signal ended, by the convention of shells. */
export function exitCodeFromSignal(signal: EndingSignal): number {
  return SIGNAL_BASE + constants.signals[signal];
}

/**
 * Listens for the signals that end a run: Ctrl-C, a request to terminate, and the closing of the terminal. The second one
 * ends the process at once.
 *
 * @param onSignal - Called with the first of them.
 * @returns A function that stops listening.
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
