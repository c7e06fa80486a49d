import { SIGNAL_BASE } from "./exit-code.ts";

/** The signals that end a run gracefully: Ctrl-C, a request to terminate, and the closing of the terminal. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Listens for the signals that end a run. The second one ends the process at once.
 *
 * @param onSignal - Called with the first of them, as the exit code that shells give a program that it ended.
 * @returns A function that stops listening.
 */
export function listenForSignals(onSignal: (exitCode: number) => void): () => void {
  let isFirst = true;
  const listener = (_: NodeJS.Signals, number: number) => {
    if (!isFirst) process.exit(SIGNAL_BASE + number);
    isFirst = false;
    onSignal(SIGNAL_BASE + number);
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}
