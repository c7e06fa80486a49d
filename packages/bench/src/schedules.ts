/** The schedules of core, as the bench uses them. */
export { type Schedule, type PollSample, adaptive, fixed } from "@jobstatus/core";
