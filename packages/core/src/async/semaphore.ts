import type { TimeoutScope } from "./timeout-scope.ts";

/** Limits how many requests of one client are in flight at once, in the order of their calls. */
export class Semaphore {
  #free: number;
  readonly #queue: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves when there is a slot, which {@link release} gives back; undefined if one is free now. */
  acquire(scope: Pick<TimeoutScope, "run">): Promise<void> | undefined {
    if (this.#free === 0) return this.#wait(scope);
    this.#free -= 1;
    return undefined;
  }

  /** Gives a slot back. */
  release(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#free += 1;
  }

  #wait(scope: Pick<TimeoutScope, "run">): Promise<void> {
    let enter = (): void => undefined;
    const entered = new Promise<void>((resolve) => (enter = resolve));
    this.#queue.push(enter);
    return scope.run(entered).catch((error: unknown) => {
      const place = this.#queue.indexOf(enter);
      // Admitted and aborted at once: the slot goes to the next.
      if (place < 0) this.release();
      else this.#queue.splice(place, 1);
      throw error;
    });
  }
}
