export type { Clock } from "./wait/clock.ts";
export type { ClientOptions, Fetch } from "./client/client-options.ts";
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
} from "./contract/contract.ts";
export type { ContractFor } from "./contract/contract-for.ts";
export { createJobClient } from "./client/create-job-client.ts";
export { freezeContract } from "./contract/freeze-contract.ts";
export type { JobClient } from "./client/job-client.ts";
export type { JobId } from "./request/job-request.ts";
export { type EndState, type JobState, isEndState } from "./model/job-state.ts";
export { JobStatusError, type JobStatusErrorCode, type JobStatusErrorDetails } from "./model/job-status-error.ts";
export type { JobItem, JobLink, JobProgress, JobStatus } from "./model/job-status.ts";
export { backoff } from "./wait/schedules/backoff.ts";
export type { Schedule, ScheduleInput, Sighting } from "./wait/schedules/schedule.ts";
export type { StatusOptions, WaitOptions, WatchOptions } from "./client/wait-options.ts";
