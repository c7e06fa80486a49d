import type { Contract } from "@jobstatus/core";
import { CONTRACT_LOADERS } from "../gen/contract-loaders.ts";
import { UsageError } from "../usage-error.ts";
import { unknownName } from "../arguments/nearest-name.ts";

/** The name of a provider that this project knows. */
export type ProviderName = keyof typeof CONTRACT_LOADERS;

/** The providers that this project knows. */
export const PROVIDER_NAMES = Object.keys(CONTRACT_LOADERS) as readonly ProviderName[];

/** The providers of a run. */
export class Providers {
  readonly #loaders: ReadonlyMap<string, () => Promise<Contract>>;

  /** @param own - The contract that `--contract` adds, or puts in place of the one with its name. */
  constructor(own?: Contract) {
    const loaders = new Map<string, () => Promise<Contract>>(Object.entries(CONTRACT_LOADERS));
    if (own) loaders.set(own.provider, () => Promise.resolve(own));
    this.#loaders = loaders;
  }

  get names(): readonly string[] {
    return [...this.#loaders.keys()];
  }

  /**
   * Loads the contract of one provider, and of no other: that keeps the start fast.
   *
   * @throws UsageError - No provider has that name.
   */
  load(name: string): Promise<Contract> {
    const loader = this.#loaders.get(name);
    if (!loader) throw new UsageError(unknownName("provider", name, this.names));
    return loader();
  }

  /** Loads the contracts of all providers. */
  loadAll(): Promise<readonly Contract[]> {
    return Promise.all(this.names.map((name) => this.load(name)));
  }
}
