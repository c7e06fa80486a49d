export type { Clock } from "./wait/clock.ts";
export type { AnswerFormat } from "./answer/answer-format.ts";
export type { ClientOptions, Fetch, FormatOption } from "./client/client-options.ts";
export type {
  Contract,
  ContractBatch,
  ContractCall,
  ContractCredentials,
  ContractErrors,
  ContractGrant,
  ContractItems,
  ContractJob,
  ContractLink,
  ContractReference,
  ContractRequest,
  ContractSession,
  ContractTime,
  JobTime,
  TimeEncoding,
} from "./contract/contract.ts";
export type { ContractFor } from "./contract/contract-for.ts";
export type { JobEvent, JobEventSubject } from "./client/job-event.ts";
export { createJobClient } from "./client/create-job-client.ts";
export { freezeContract } from "./contract/freeze-contract.ts";
export type { JobClient } from "./client/job-client.ts";
export type { JobId } from "./request/job-request.ts";
export type { JobReference } from "./reference/job-reference.ts";
export { parseJson } from "./answer/parse-json.ts";
export { type ProviderOfUrl, providerFromUrl } from "./reference/provider-from-url.ts";
export { readReferences } from "./reference/read-references.ts";
export { logOut } from "./session/log-out.ts";
export type { Opened, SessionKeeper, SessionSupport } from "./session/session-keeper.ts";
export type { SavedSession, SessionOptions, SessionStore } from "./session/session-store.ts";
export { sessionSupport } from "./session/session-support.ts";
export { type EndState, type JobState, isEndState } from "./model/job-state.ts";
export { JobStatusError, type JobStatusErrorCode, type JobStatusErrorDetails } from "./model/job-status-error.ts";
export type { JobItem, JobLink, JobProgress, JobStatus } from "./model/job-status.ts";
export type { DurationStore, Durations } from "./wait/durations.ts";
export { type AdaptiveOptions, adaptive } from "./wait/schedules/adaptive.ts";
export { type ExponentialOptions, exponential } from "./wait/schedules/exponential.ts";
export { fixed } from "./wait/schedules/fixed.ts";
export type { Schedule, ScheduleInput, Sighting } from "./wait/schedules/schedule.ts";
export type { StatusOptions, StepOptions, WaitOptions, WatchOptions } from "./client/wait-options.ts";
export type { ResumeToken } from "./wait/resume-token.ts";
export { type Step, step } from "./wait/step.ts";
export { type JobOfMany, type JobUpdate, waitAll, watchAll } from "./wait/watch-all.ts";
