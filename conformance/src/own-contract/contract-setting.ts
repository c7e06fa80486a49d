import type { Contract, JobClient } from "@jobstatus/core";
import { allParts, createJobClient, templateNames } from "@jobstatus/core/provider";
import { createVirtualClock, type VirtualClock } from "@jobstatus/core/virtual-clock";
import { createContractSimulator, type Simulator } from "@jobstatus/simulator";

/** What every credential is, so that it can be found where it must not be. */
export const SECRET = "simulated-secret";

/** A client and the simulated provider of one contract, in virtual time. */
export interface ContractSetting {
  readonly contract: Contract;
  readonly clock: VirtualClock;
  readonly simulator: Simulator<string>;
  readonly client: JobClient;
  /** The HTTP status of each response so far. */
  readonly statuses: readonly number[];
}

/** Simulates the provider of a contract, and makes a client for it. */
export function openContractSetting(contract: Contract): ContractSetting {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const simulator = createContractSimulator(contract, { clock });
  const statuses: number[] = [];
  const inServer = templateNames(contract.server);
  const variables = Object.keys(contract.variables).filter((name) => !inServer.includes(name));
  const options = {
    baseUrl: "https://simulated.example",
    ...Object.fromEntries(variables.map((name) => [name, name === "loginUrl" ? "https://login.example" : "simulated"])),
    ...(contract.credentials.length > 0 && { credentials: credentialsFor(contract) }),
    clock,
    async fetch(input: string | URL | Request, init?: RequestInit) {
      const response = await simulator.fetch(new Request(input, init));
      statuses.push(response.status);
      return response;
    },
  };
  // The options of a contract that is known at run time only have no type.
  const client = createJobClient<unknown, Record<string, string>>(contract, options as never, allParts);
  return { contract, clock, simulator, client, statuses };
}

/** Credentials of a contract: those of its login if it has one, else of its first way. */
function credentialsFor({ session, credentials }: Contract): Record<string, string> {
  const fields = session?.login.fields ?? templateNames(JSON.stringify(credentials[0] ?? {}).slice(1));
  return Object.fromEntries(fields.map((name) => [name, SECRET]));
}
