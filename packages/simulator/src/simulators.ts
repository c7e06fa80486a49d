import { createCenturylinkV1Simulator } from "./centurylink-v1-simulator.ts";
import { createCenturylinkV2Simulator } from "./centurylink-v2-simulator.ts";
import type { ProviderName, Simulator, SimulatorOptions } from "./simulator.ts";
import { createTrafficOpsSimulator } from "./traffic-ops-simulator.ts";
import { createVeevaVaultSimulator } from "./veeva-vault-simulator.ts";
import { createZendeskSimulator } from "./zendesk-simulator.ts";

/** How each provider's simulator is made, by the provider's name. */
export const simulators: Readonly<Record<ProviderName, (options?: SimulatorOptions) => Simulator>> = {
  "centurylink-v1": createCenturylinkV1Simulator,
  "centurylink-v2": createCenturylinkV2Simulator,
  "traffic-ops": createTrafficOpsSimulator,
  "veeva-vault": createVeevaVaultSimulator,
  zendesk: createZendeskSimulator,
};
