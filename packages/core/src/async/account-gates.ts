import { AccountGate, type RequestCount } from "./account-gate.ts";

/** How many gates are looked through for each client that is created: twice as fast as they can grow in number. */
const SWEPT_GATES = 2;

/**
 * The gates of accounts. A gate is kept while a client has it, so that all clients of an account share one, and while it
 * holds something: a process may create a client for each of its users, or for each of its requests.
 */
export class AccountGates {
  readonly #gates = new Map<string, Pick<WeakRef<AccountGate>, "deref">>();
  /** Those that hold something. */
  readonly #holding = new Set<AccountGate>();

  /**
   * The gate of an account, by a key that names the account.
   *
   * @param createCount - Makes what counts the requests of a new gate; undefined if the contract states no limits.
   */
  gateFor(key: string, createCount: () => RequestCount | undefined, nowMs: number): AccountGate {
    this.#sweep(nowMs);
    const gate =
      this.#gates.get(key)?.deref() ?? new AccountGate(createCount(), (holding) => this.#holding.add(holding));
    // Cloudflare Workers with an older compatibility date have no WeakRef.
    this.#gates.set(key, typeof WeakRef === "undefined" ? { deref: () => gate } : new WeakRef(gate));
    return gate;
  }

  #sweep(nowMs: number): void {
    for (const gate of this.#holding) {
      if (!gate.isIdle(nowMs)) break;
      this.#holding.delete(gate);
    }
    let swept = 0;
    for (const [key, ref] of this.#gates) {
      if (swept === SWEPT_GATES) break;
      swept += 1;
      this.#gates.delete(key);
      const gate = ref.deref();
      // Without WeakRef nothing tells whether a client has it: it is kept while it holds something.
      if (gate && (typeof WeakRef !== "undefined" || !gate.isIdle(nowMs))) this.#gates.set(key, ref);
    }
  }
}
