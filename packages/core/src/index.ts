export type { Clock } from "./clock.ts";
export type { ClientOptions, Fetch } from "./client-options.ts";
export type {
  Contract,
  ContractCredentials,
  ContractErrors,
  ContractItems,
  ContractJob,
  ContractLink,
  ContractRequest,
  ContractTime,
  JobTime,
  TimeEncoding,
} from "./contract.ts";
export type { ContractFor } from "./contract-for.ts";
export { createJobClient } from "./create-job-client.ts";
export { freezeContract } from "./freeze-contract.ts";
export type { JobClient } from "./job-client.ts";
export type { JobId } from "./job-request.ts";
export { type EndState, type JobState, isEndState } from "./job-state.ts";
export { JobStatusError, type JobStatusErrorCode, type JobStatusErrorDetails } from "./job-status-error.ts";
export type { JobItem, JobLink, JobProgress, JobStatus } from "./job-status.ts";
export { type Schedule, type ScheduleInput, backoff } from "./schedule.ts";
export type { StatusOptions, WaitOptions, WatchOptions } from "./wait-options.ts";
