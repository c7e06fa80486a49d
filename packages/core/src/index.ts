export type { Clock } from "./async/clock.ts";
export type { ResponseFormat } from "./response/response-format.ts";
export type { ClientOptions, Fetch, FormatOption } from "./context/client-options.ts";
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
export type { JobEvent, JobEventSubject } from "./context/job-event.ts";
export { createJobClient } from "./client/create-job-client.ts";
export { freezeContract } from "./contract/freeze-contract.ts";
export type { JobClient } from "./client/job-client.ts";
export type { JobId } from "./request/job-request.ts";
export type { JobReference } from "./reference/job-reference.ts";
export { parseJson } from "./response/parse-json.ts";
export { type ProviderOfUrl, providerFromUrl } from "./reference/provider-from-url.ts";
export { jobIdsFrom } from "./client/job-ids-from.ts";
export { logOut } from "./client/log-out.ts";
export type { SessionCredentials, SessionManager } from "./context/session-manager.ts";
export type { SessionSupport } from "./session/session-support.ts";
export type { SavedSession, SessionOptions, SessionStore } from "./context/session-store.ts";
export { sessionSupport } from "./session/session-support.ts";
export { type TerminalState, type JobState, isTerminalState } from "./model/job-state.ts";
export { JobStatusError, type JobStatusErrorCode, type JobStatusErrorDetails } from "./model/job-status-error.ts";
export type { JobItem, JobLink, JobProgress, JobStatus } from "./model/job-status.ts";
export type { DurationStore, Durations } from "./wait/durations.ts";
export { type AdaptiveOptions, adaptive } from "./wait/schedules/adaptive.ts";
export { type ExponentialOptions, exponential } from "./wait/schedules/exponential.ts";
export { fixed } from "./wait/schedules/fixed.ts";
export type { Schedule, ScheduleInput } from "./wait/schedules/schedule.ts";
export type { PollSample } from "./model/resume-token.ts";
export type { StatusOptions, StepOptions, WaitOptions, WatchOptions } from "./wait/wait-options.ts";
export type { ResumeToken } from "./model/resume-token.ts";
export { type Step, step } from "./client/step.ts";
export { type ClientJob, type JobUpdate, waitAll, watchAll } from "./client/watch-all.ts";
