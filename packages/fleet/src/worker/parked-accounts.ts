import type { JobStatusError } from "@jobstatus/core";
import type { Store } from "../store/open-store.ts";
import { storeProblem } from "../store/store-problem.ts";

/** How often the list is read, in milliseconds. */
const FOLLOW_MS = 1_000;
const PREFIX = "parked/";

/** Why an account is parked. */
export interface ParkedAccount {
  readonly code: string;
  readonly message: string;
}

/** The accounts whose jobs no process polls, since the provider has refused their password or their rights. */
export class ParkedAccounts {
  readonly #store: Store;
  #parked: ReadonlyMap<string, ParkedAccount> = new Map();
  /** How often this process has parked an account: a list that was read before knows nothing of it. */
  #parkings = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  has(client: string): boolean {
    return this.#parked.has(client);
  }

  /** Parks an account for all processes. False if this process knew that already. */
  async park(client: string, { code, message }: JobStatusError): Promise<boolean> {
    if (this.has(client)) return false;
    this.#parkings += 1;
    this.#parked = new Map([...this.#parked, [client, { code, message }]]);
    await this.#store.state.write(PREFIX + client, { code, message });
    return true;
  }

  async resume(client: string): Promise<void> {
    await this.#store.state.write(PREFIX + client, undefined);
    await this.read();
  }

  /** What every process has parked. */
  async read(): Promise<ReadonlyMap<string, ParkedAccount>> {
    const before = this.#parkings;
    const parked = (await this.#store.state.readAll(PREFIX)) as ReadonlyMap<string, ParkedAccount>;
    if (before === this.#parkings) this.#parked = parked;
    return this.#parked;
  }

  /** Reads the list again and again, until `stop`. */
  follow(onError: (message: string) => void): void {
    this.#timer ??= setInterval(() => {
      this.read().catch((error: unknown) => onError(storeProblem(error)));
    }, FOLLOW_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
