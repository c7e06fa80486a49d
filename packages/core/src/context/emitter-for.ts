import { type Clock, wallNow } from "../async/clock.ts";
import type { JobEvent, ProviderEvent } from "./job-event.ts";
import { reportRejection, reportThrown } from "./report-thrown.ts";

/** An event without what every event of a client says. */
export type EmittedEvent = JobEvent extends infer Event
  ? Event extends JobEvent
    ? Omit<Event, keyof ProviderEvent | "operation">
    : never
  : never;

/** Tells the caller's listener what happens now. */
export type Emit = (event: EmittedEvent) => void;

/**
 * Creates what tells a listener of events; undefined if there is none.
 *
 * @param subject - What every event says: the provider, and for the jobs of a named operation its name.
 */
export function emitterFor(
  onEvent: ((event: JobEvent) => unknown) | undefined,
  clock: Clock,
  subject: { readonly provider: string; readonly operation?: string },
): Emit | undefined {
  if (!onEvent) return undefined;
  return (event) => {
    try {
      reportRejection("onEvent", onEvent({ ...subject, atMs: wallNow(clock), ...event }));
    } catch (error) {
      // A listener that throws must not break anyone's wait.
      reportThrown("onEvent", error);
    }
  };
}
