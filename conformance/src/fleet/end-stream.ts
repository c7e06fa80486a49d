import type { FleetEnd } from "./fleet-protocol.ts";
import type { DeliveredEnd } from "./serve-fleet-adapter.ts";

/** Ends that an engine hands to a function, as an async iterable. */
export class EndStream implements AsyncIterable<DeliveredEnd> {
  readonly #ends: DeliveredEnd[] = [];
  #wake: (() => void) | undefined;

  /** Delivers an end. Resolves when the consumer has acknowledged it. */
  deliver(end: FleetEnd): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        resolve();
        return Promise.resolve();
      };
      this.#ends.push({ end, done });
      this.#wake?.();
    });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<DeliveredEnd> {
    for (;;) {
      for (let next = this.#ends.shift(); next; next = this.#ends.shift()) yield next;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
