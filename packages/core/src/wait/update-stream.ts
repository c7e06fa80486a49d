/** What produces the updates of a stream. */
export interface UpdateSource {
  /** Called when the first update is read. It rejects if there will be none. */
  start(): void | Promise<void>;
  /** Called once when the stream has ended, for whatever reason: nothing may stay behind. */
  stop(): void;
}

/**
 * An iterator of updates, for `for await`. It has its own type since that of the standard library gives `any` where it is done, and has
 * other parameters before TypeScript 5.6.
 */
export interface UpdateIterator<Update> {
  /** Gives the next update when there is one. */
  next(): Promise<IteratorResult<Update, undefined>>;
  /** Ends it at once, also while a `next` is under way; leaving a loop calls it. */
  return(): Promise<IteratorResult<Update, undefined>>;
  /** Makes it usable in `for await`. */
  [Symbol.asyncIterator](): this;
}

/**
 * The updates of one wait or of many, as an async iterator. Of several unread updates of one subject, the
 * latest is kept. While no update is read, nothing is polled: see {@link isPaused}.
 */
export class UpdateStream<Update> implements UpdateIterator<Update> {
  readonly #source: UpdateSource;
  /** By subject; the one that was reported first is read first. */
  readonly #updates = new Map<unknown, Update>();
  readonly #held = new Set<() => void>();
  #state: "new" | "open" | "ended" = "new";
  #error: Error | undefined;
  #wake: (() => void) | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(source: UpdateSource) {
    this.#source = source;
  }

  /** Whether no reader waits for an update. */
  get isPaused(): boolean {
    return this.#wake === undefined;
  }

  /** Whether it has ended; updates may be left to read. */
  get hasEnded(): boolean {
    return this.#state === "ended";
  }

  /** Calls a function when a reader waits for an update again. */
  hold(resume: () => void): void {
    this.#held.add(resume);
  }

  /** Adds the update of a subject. */
  push(subject: unknown, update: Update): void {
    if (this.#state === "ended") return;
    this.#updates.set(subject, update);
    this.#notify();
  }

  /** Ends the stream: what was not read yet can be, and then it is done, or the error is thrown. */
  end(error?: Error): void {
    if (this.#state === "ended") return;
    this.#state = "ended";
    this.#error = error;
    this.#held.clear();
    this.#source.stop();
    this.#notify();
  }

  /** Gives the next update when there is one. */
  next(): Promise<IteratorResult<Update, undefined>> {
    const next = this.#tail.then(
      () => this.#pull(),
      () => DONE,
    );
    this.#tail = next;
    return next;
  }

  /** Ends the stream at once, also while a `next` is under way. */
  return(): Promise<IteratorResult<Update, undefined>> {
    this.#updates.clear();
    this.end();
    this.#error = undefined;
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #pull(): Promise<IteratorResult<Update, undefined>> {
    if (this.#state === "new" || (this.#updates.size === 0 && this.#state === "open")) await this.#read();
    for (const [subject, update] of this.#updates) {
      this.#updates.delete(subject);
      return { done: false, value: update };
    }
    const error = this.#error;
    this.#error = undefined;
    if (error) throw error;
    return DONE;
  }

  /** Waits for an update, or for the end. */
  async #read(): Promise<void> {
    const updated = new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#state === "new") {
      this.#state = "open";
      await this.#source.start();
    } else {
      const held = [...this.#held];
      this.#held.clear();
      for (const resume of held) resume();
    }
    await updated;
  }

  #notify(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}

const DONE = { done: true, value: undefined } as const;
