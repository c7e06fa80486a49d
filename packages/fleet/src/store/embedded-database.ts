import { Worker } from "node:worker_threads";
import type { Database, Transaction } from "./database.ts";
import type { ThreadMessage, ThreadRequest } from "./embedded-protocol.ts";

/** Source or build: the thread's file stands beside this one's folder, or beside the bundle. */
const THREAD = import.meta.url.endsWith(".ts")
  ? new URL("../embedded-thread.ts", import.meta.url)
  : new URL("./embedded-thread.js", import.meta.url);

interface Call {
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A PostgreSQL in this process, in a thread of its own. It has one connection, so a transaction keeps other statements waiting.
 *
 * @param directory - Where its files are. It must exist.
 */
export class EmbeddedDatabase implements Database {
  readonly #thread: Worker;
  readonly #calls = new Map<number, Call>();
  readonly #listeners = new Map<string, ((payload: string) => void)[]>();
  #count = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #failure: Error | undefined;

  private constructor(thread: Worker) {
    this.#thread = thread;
    thread.on("message", (message: ThreadMessage) => this.#onMessage(message));
    thread.on("error", (error) => this.#fail(error));
    thread.on("exit", () => this.#fail(new Error("the embedded database has stopped")));
  }

  /** Opens the database; a new one takes a few seconds. */
  static async open(directory: string): Promise<EmbeddedDatabase> {
    const thread = new Worker(THREAD, { workerData: directory });
    await new Promise<void>((resolve, reject) => {
      thread.once("message", () => resolve());
      thread.once("error", reject);
    });
    return new EmbeddedDatabase(thread);
  }

  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
    return this.#inTurn(() => this.#run(text, values));
  }

  async beginTransaction(): Promise<Transaction> {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    await new Promise<void>((resolve) => {
      void this.#inTurn(() => {
        resolve();
        return ended;
      });
    });
    await this.#run("BEGIN");
    return {
      db: { executeSql: (text, values) => this.#run(text, values) },
      commit: async () => {
        await this.#run("COMMIT").finally(end);
      },
      rollback: async () => {
        await this.#run("ROLLBACK")
          .catch(() => undefined)
          .finally(end);
      },
    };
  }

  async listen(
    channel: string,
    onNotification: (payload: string) => void,
    onReconnect: () => void,
  ): Promise<{ close(): Promise<void> }> {
    const listeners = this.#listeners.get(channel) ?? [];
    if (listeners.length === 0) await this.#inTurn(() => this.#send({ listen: channel }));
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), onNotification]);
    onReconnect();
    return {
      close: async () => {
        const rest = (this.#listeners.get(channel) ?? []).filter((listener) => listener !== onNotification);
        this.#listeners.set(channel, rest);
        await Promise.resolve();
      },
    };
  }

  /** Writes what is open, and ends the thread. */
  async close(): Promise<void> {
    await this.#inTurn(() => this.#send({}));
    await this.#thread.terminate();
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(task);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #run(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
    try {
      return { rows: [...(await this.#send({ text, values }))] };
    } catch (error) {
      // A pool would hand out another connection; this one must leave the failed transaction.
      if (!/^\s*(?:BEGIN|COMMIT|ROLLBACK)\s*$/.test(text))
        await this.#send({ text: "ROLLBACK" }).catch(() => undefined);
      throw error;
    }
  }

  #send(request: Omit<ThreadRequest, "call">): Promise<readonly unknown[]> {
    if (this.#failure) return Promise.reject(this.#failure);
    const call = (this.#count += 1);
    return new Promise((resolve, reject) => {
      this.#calls.set(call, { resolve, reject });
      this.#thread.postMessage({ ...request, call });
    });
  }

  #onMessage(message: ThreadMessage): void {
    if ("channel" in message) {
      for (const listener of this.#listeners.get(message.channel) ?? []) listener(message.payload);
      return;
    }
    if ("ready" in message) return;
    const { call, rows = [], error } = message;
    const waiting = this.#calls.get(call);
    this.#calls.delete(call);
    if (error) waiting?.reject(Object.assign(new Error(error.message), { code: error.code }));
    else waiting?.resolve(rows);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#calls.values()) reject(this.#failure);
    this.#calls.clear();
  }
}
