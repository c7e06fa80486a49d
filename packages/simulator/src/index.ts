export type { QueuedResponse, ResponseFunction, CannedResponse } from "./response-queue.ts";
export {
  centurylinkV1Credentials,
  createCenturylinkV1Simulator,
  type CenturylinkV1SimulatorOptions,
} from "./centurylink-v1-simulator.ts";
export {
  centurylinkV2Credentials,
  createCenturylinkV2Simulator,
  type CenturylinkV2SimulatorOptions,
} from "./centurylink-v2-simulator.ts";
export type { Clock } from "./clock.ts";
export { createContractSimulator } from "./contract/contract-simulator.ts";
export { sessionCredentials } from "./contract/session-credentials.ts";
export type {
  SimulatedContract,
  SimulatedCredentials,
  SimulatedErrors,
  SimulatedItems,
  SimulatedJob,
  SimulatedOperation,
  SimulatedPlace,
  SimulatedReference,
  SimulatedSession,
  SimulatedStatusRule,
} from "./contract/simulated-contract.ts";
export type { JsonObject, JsonValue } from "./json.ts";
export { providerStates, type ProviderState } from "./provider-state.ts";
export {
  assertScenario,
  type Outcome,
  type Scenario,
  type ScenarioItem,
  type ScenarioPhase,
  type Stage,
} from "./scenario.ts";
export type { ProviderName, RequestRecord, Simulator, SimulatorOptions } from "./simulator.ts";
export { simulators } from "./simulators.ts";
export {
  createTrafficOpsSimulator,
  trafficOpsCredentials,
  type TrafficOpsSimulatorOptions,
} from "./traffic-ops-simulator.ts";
export {
  createVeevaVaultSimulator,
  veevaVaultCredentials,
  type VeevaVaultSimulatorOptions,
} from "./veeva-vault-simulator.ts";
export { createZendeskSimulator, zendeskCredentials, type ZendeskSimulatorOptions } from "./zendesk-simulator.ts";
