/** The schedules of core, as the bench uses them. */
export { type Schedule, type Sighting, adaptive, fixed } from "@jobstatus/core";
