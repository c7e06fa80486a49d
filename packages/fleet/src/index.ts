export { type Fleet, createFleet } from "./create-fleet.ts";
export type { DeliveredEnd } from "./ends/consume-ends.ts";
export { FleetError, type FleetErrorCode } from "./fleet-error.ts";
export type {
  AroundStep,
  EndsOptions,
  FleetClients,
  FleetEvent,
  FleetOptions,
  FleetStep,
  FleetStepResult,
  SharedAccount,
  WatchJobOptions,
  WorkOptions,
} from "./fleet-options.ts";
export type { ClientStatus, FleetStatus, ProcessStatus } from "./fleet-status.ts";
export type { JobEnd } from "./job-end.ts";
