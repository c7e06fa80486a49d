import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SavedSession, SessionStore } from "@jobstatus/core/provider";
import type { StoreRequest } from "./store-records.ts";

/** How long a worker waits before it tries a store again that is away, in milliseconds. */
const RETRY_MS = 50;
/** How often it tries a lock that another has, in milliseconds. */
const LOCK_RETRY_MS = 20;

/** A worker's connection to the reference store. */
export class StoreClient {
  readonly #address: string;
  readonly #waitsForStore: boolean;

  constructor(address: string, waitsForStore: boolean) {
    this.#address = address;
    this.#waitsForStore = waitsForStore;
  }

  /** Sends a request, again and again while the store is away. */
  async send<Response = undefined>(request: StoreRequest): Promise<Response> {
    for (;;) {
      try {
        const response = await fetch(this.#address, { method: "POST", body: JSON.stringify(request) });
        return (await response.json()) as Response;
      } catch (error) {
        if (!this.#waitsForStore) throw error;
        await sleep(RETRY_MS);
      }
    }
  }

  /** The sessions of all workers. */
  get sessions(): SessionStore {
    return {
      read: async (name) => (await this.send<SavedSession | null>({ type: "read session", name })) ?? undefined,
      write: (name, session) => this.send({ type: "write session", name, session }),
      lock: async (name, task) => {
        const holder = randomUUID();
        while (!(await this.send<boolean>({ type: "lock", name, holder }))) await sleep(LOCK_RETRY_MS);
        try {
          await task();
        } finally {
          await this.send({ type: "unlock", name, holder });
        }
      },
    };
  }
}
