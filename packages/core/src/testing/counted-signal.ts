/** A signal that knows how many listeners wait for its abort. */
export interface CountedSignal {
  readonly signal: AbortSignal;
  readonly abort: (reason?: unknown) => void;
  /** How many listeners were added and not removed. */
  readonly listeners: () => number;
}

/** Creates a signal that counts its listeners. */
export function createCountedSignal(): CountedSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const live = new Set<EventListenerOrEventListenerObject>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ) => {
    if (type === "abort") live.add(listener);
    add(type, listener, options);
  };
  signal.removeEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
    if (type === "abort") live.delete(listener);
    remove(type, listener);
  };
  return { signal, abort: (reason) => controller.abort(reason), listeners: () => live.size };
}
