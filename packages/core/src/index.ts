export type { Clock } from "./async/clock.ts";
export type { ClientOptions, Fetch, FetchInit, FetchResponse } from "./context/client-options.ts";
export type { Contract } from "./contract/contract.ts";
export type { JobEvent, JobEventSubject } from "./context/job-event.ts";
export type { Gate } from "./async/shared-gate.ts";
export type { JobClient, JobClientById, JobClientLimits } from "./client/job-client.ts";
export type { JobId } from "./request/job-request.ts";
export type { JobBody, JobName, JobReference } from "./reference/job-reference.ts";
export type { NamedJob, StartRefusal, StartedJobs } from "./model/started-jobs.ts";
export { parseJson } from "./response/parse-json.ts";
export { type ProviderOfUrl, providerFromUrl } from "./reference/provider-from-url.ts";
export { jobIdsFrom } from "./client/job-ids-from.ts";
export { JOB_STATES, type TerminalState, type JobState, isTerminalState } from "./model/job-state.ts";
export { JobStatusError, type JobStatusErrorCode, type JobStatusErrorDetails } from "./model/job-status-error.ts";
export type { JobItem, JobLink, JobProgress, JobStatus } from "./model/job-status.ts";
export type { DurationStore, Durations } from "./model/durations.ts";
export { adaptive } from "./wait/schedules/adaptive.ts";
export type { AdaptiveOptions } from "./wait/schedules/learning-schedule.ts";
export { type ExponentialOptions, exponential } from "./wait/schedules/exponential.ts";
export { type BatchJob, type BatchPlanOptions, nextBatchPollMs } from "./wait/schedules/next-batch-poll.ts";
export { fixed } from "./wait/schedules/fixed.ts";
export type { EndTime, Forecast, Schedule, ScheduleInput } from "./model/schedule.ts";
export type { PollSample } from "./model/resume-token.ts";
export type { StatusOptions, StepOptions, WaitOptions, WatchOptions } from "./wait/wait-options.ts";
export type { ResumeToken } from "./model/resume-token.ts";
export { firstToken } from "./client/first-token.ts";
export { jobKey } from "./client/job-key.ts";
export { type StepOutcome, reserve, step, stepAll } from "./client/step.ts";
export type { Step } from "./wait/take-step.ts";
export type { EstimatedEnd } from "./model/estimated-end.ts";
export type { JobWatch, WatchedStatus } from "./wait/watch-job.ts";
export type { UpdateIterator } from "./wait/update-stream.ts";
export type {
  ClientJob,
  ClientJobs,
  JobEnd,
  JobPlace,
  JobTotals,
  JobUpdate,
  JobsWatch,
  RawOf,
  ResultOf,
} from "./client/many-jobs.ts";
export { waitAll } from "./client/wait-all.ts";
export { watchAll } from "./client/watch-all.ts";
