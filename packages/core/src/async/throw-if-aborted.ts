/** Throws a signal's reason if it was aborted. Signals of React Native have no method for it. */
export function throwIfAborted({ aborted, reason }: AbortSignal): void {
  if (aborted) throw reason;
}
