export type { QueuedResponse, ResponseFunction, CannedResponse } from "./response-queue.ts";
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
export type { ProviderName } from "./gen/provider-name.ts";
export type { RequestRecord, Simulator, SimulatorOptions } from "./simulator.ts";
export * from "./gen/simulators.ts";
