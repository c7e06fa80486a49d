export type { Schedule, ScheduleInput, Sighting } from "../wait/schedules/schedule.ts";
