import type { Contract } from "@jobstatus/core";
import { type Simulator, type SimulatorOptions, createContractSimulator, simulators } from "@jobstatus/simulator";
import { Providers } from "../connect/providers.ts";

/** A provider that can be simulated. */
export interface SimulatedProvider {
  readonly contract: Contract;
  readonly create: (options: SimulatorOptions) => Simulator<string>;
}

/**
 * The providers that a simulation consists of.
 *
 * @param own - The contract of `--contract`, which is then the only one. Default: all that this project knows.
 */
export async function simulatedProviders(own?: Contract): Promise<readonly SimulatedProvider[]> {
  if (own) return [{ contract: own, create: (options) => createContractSimulator(own, options) }];
  const known = new Providers();
  return Promise.all(
    Object.entries(simulators).map(async ([name, create]) => ({ contract: await known.load(name), create })),
  );
}
