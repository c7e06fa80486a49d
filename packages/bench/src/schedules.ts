/** The schedules of core, as the bench uses them: the one place that says where they are. */
export { adaptive } from "../../core/src/schedules/adaptive.ts";
export { fixed } from "../../core/src/schedules/fixed.ts";
export type { Schedule, Sighting } from "../../core/src/schedules/schedule.ts";
