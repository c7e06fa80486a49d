import { abortable } from "./abortable.ts";

/** Limits how many requests of one client are in flight at once, in the order of their calls. */
export class Semaphore {
  #free: number;
  readonly #queue: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Runs a task when a slot is free. */
  async run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait(signal);
    try {
      return await task();
    } finally {
      this.#release();
    }
  }

  async #wait(signal: AbortSignal): Promise<void> {
    let enter = (): void => undefined;
    const entered = new Promise<void>((resolve) => (enter = resolve));
    this.#queue.push(enter);
    try {
      await abortable(entered, signal);
    } catch (error) {
      const place = this.#queue.indexOf(enter);
      // Admitted and aborted at once: the slot goes to the next.
      if (place < 0) this.#release();
      else this.#queue.splice(place, 1);
      throw error;
    }
  }

  #release(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#free += 1;
  }
}
