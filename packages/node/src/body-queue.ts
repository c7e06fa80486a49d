/** How many bytes of a body may wait to be read before its connection is paused. */
const MAX_UNREAD_BYTES = 65_536;

/** Where the chunks of a body come from. */
export interface BodySource {
  /** Sends no more chunks. */
  pause(): void;
  /** Sends chunks again. */
  resume(): void;
  /** Gives the rest of the body up. */
  abort(reason: Error): void;
}

type Chunk = IteratorResult<Uint8Array, undefined>;

/**
 * The body of a response, as an iterator of the chunks that have come. The body of a status is mostly one chunk: a stream of Node for
 * it takes as much CPU time as the request.
 */
export class BodyQueue implements AsyncIterableIterator<Uint8Array, undefined> {
  /** Whether it has been read, or is being read; named as that of a stream. */
  readableDidRead = false;
  readonly #source: BodySource;
  #chunks: Uint8Array[] = [];
  #unreadBytes = 0;
  #isOver = false;
  #error: Error | undefined;
  /** Those that wait for a chunk. */
  #wakes: (() => void)[] = [];

  constructor(source: BodySource) {
    this.#source = source;
  }

  /** Adds a chunk. */
  push(chunk: Uint8Array): void {
    if (this.#isOver) return;
    this.#chunks.push(chunk);
    this.#unreadBytes += chunk.byteLength;
    if (this.#unreadBytes > MAX_UNREAD_BYTES) this.#source.pause();
    this.#notify();
  }

  /** Ends the body, whole or with an error; its chunks can be read if there is none. */
  end(error?: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#error = error;
    if (error) this.#chunks = [];
    this.#notify();
  }

  /** Gives the next chunk when there is one. Most are there already, and take no function that waits. */
  next(): Promise<Chunk> {
    this.readableDidRead = true;
    const chunk = this.#chunks.shift();
    if (chunk) {
      const isPaused = this.#unreadBytes > MAX_UNREAD_BYTES;
      this.#unreadBytes -= chunk.byteLength;
      if (isPaused && this.#unreadBytes <= MAX_UNREAD_BYTES) this.#source.resume();
      return Promise.resolve({ done: false, value: chunk });
    }
    if (!this.#isOver) return new Promise<void>((resolve) => this.#wakes.push(resolve)).then(() => this.next());
    const error = this.#error;
    this.#error = undefined;
    return error ? Promise.reject(error) : Promise.resolve(DONE);
  }

  /** Gives up what has not been read. */
  return(): Promise<Chunk> {
    const isOpen = !this.#isOver;
    this.#isOver = true;
    this.#chunks = [];
    if (isOpen) this.#source.abort(new Error("the body was not read to its end"));
    this.#notify();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #notify(): void {
    const wakes = this.#wakes;
    this.#wakes = [];
    for (const wake of wakes) wake();
  }
}

const DONE = { done: true, value: undefined } as const;
