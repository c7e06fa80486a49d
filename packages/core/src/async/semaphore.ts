import type { TimeoutScope } from "./timeout-scope.ts";

/** Limits how many requests of one client are in flight at once, in the order of their calls. */
export class Semaphore {
  #free: number;
  readonly #queue: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Whether a slot is free. */
  get isFree(): boolean {
    return this.#free > 0;
  }

  /** Resolves when there is a slot, which {@link release} gives back; undefined if one is free now. */
  acquire(scope: Pick<TimeoutScope, "run">): Promise<void> | undefined {
    if (!this.isFree) return this.#wait(scope);
    this.#free -= 1;
    return undefined;
  }

  /** Gives a slot back. */
  release(): void {
    this.#free += 1;
    this.#queue.shift()?.();
  }

  /**
   * Calls a function when a slot is free. It must acquire the slot before it returns, and must not throw.
   *
   * @returns Takes it back, and says whether it was not called yet.
   */
  enqueue(run: () => void): () => boolean {
    const queue = this.#queue;
    queue.push(run);
    return () => {
      const place = queue.indexOf(run);
      if (place >= 0) queue.splice(place, 1);
      return place >= 0;
    };
  }

  #wait(scope: Pick<TimeoutScope, "run">): Promise<void> {
    let leave = (): boolean => false;
    const entered = new Promise<void>((resolve) => {
      leave = this.enqueue(() => resolve(this.acquire(scope)));
    });
    return scope.run(entered).catch((error: unknown) => {
      // Admitted and aborted at once: the slot goes to the next.
      if (!leave()) this.release();
      throw error;
    });
  }
}
