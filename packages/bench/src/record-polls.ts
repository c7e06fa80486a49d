interface Timer {
  readonly id: number;
  readonly atMs: number;
  readonly call: () => void;
}

/**
 * Runs a real polling library in virtual time against a job that never ends, and notes the moments at which it polls, in
 * milliseconds from its start. The global timers, clock and chance are replaced meanwhile, so record one library at a time.
 *
 * @param start - Starts the library; it must call `poll` for each request of the library.
 * @param options - `most` polls are noted; the library gets `random` for `Math.random`.
 * @throws Error - The library stopped polling by itself, with its own error as the cause.
 */
export async function recordPolls(
  start: (poll: () => void) => Promise<unknown>,
  { most, random }: { readonly most: number; readonly random: () => number },
): Promise<readonly number[]> {
  const polls: number[] = [];
  let timers: Timer[] = [];
  let [nowMs, ids] = [0, 0];
  let ended: { readonly error: unknown } | undefined;
  const poll = () => {
    polls.push(nowMs);
  };
  const setVirtualTimeout = (call: () => void, ms = 0) => {
    ids += 1;
    timers.push({ id: ids, atMs: nowMs + Math.max(0, ms), call });
    return ids;
  };
  const clearVirtualTimeout = (id: number) => {
    timers = timers.filter((timer) => timer.id !== id);
  };
  const restore = [
    replace(globalThis, { setTimeout: setVirtualTimeout, clearTimeout: clearVirtualTimeout }),
    replace(Date, { now: () => nowMs }),
    replace(Math, { random }),
    replace(performance, { now: () => nowMs }),
  ];
  const end = (error: unknown) => {
    ended = { error };
  };
  try {
    void start(poll).then(end, end);
    for (;;) {
      await turn();
      const next = timers.reduce<Timer | undefined>(earlier, undefined);
      // Then the library waits for a virtual timer for ever, which holds nothing.
      if (ended || !next || polls.length >= most) break;
      clearVirtualTimeout(next.id);
      nowMs = Math.max(nowMs, next.atMs);
      next.call();
    }
  } finally {
    for (const undo of restore) undo();
  }
  if (polls.length < most) {
    throw new Error(`the library stopped polling after ${polls.length} polls`, { cause: ended?.error });
  }
  return polls;
}

/** Replaces properties of an object, and returns what puts the old ones back. */
function replace(target: object, properties: Readonly<Record<string, unknown>>): () => void {
  const before = Object.fromEntries(Object.keys(properties).map((key) => [key, Reflect.get(target, key)]));
  Object.assign(target, properties);
  return () => Object.assign(target, before);
}

function earlier(first: Timer | undefined, second: Timer): Timer {
  return first && first.atMs <= second.atMs ? first : second;
}

/** Lets everything run that waits for no timer. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
