/** The schedules of core, as the bench uses them. */
export {
  type AdaptiveOptions,
  type PollSample,
  type Schedule,
  adaptive,
  fixed,
  nextBatchPollMs,
} from "@jobstatus/core";
