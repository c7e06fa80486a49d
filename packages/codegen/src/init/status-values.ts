import type { JobState } from "@jobstatus/core";

/** Status values whose state their text tells, without case and separators. What several APIs mean differently is absent. */
const VALUES: Readonly<Record<JobState, string>> = {
  pending:
    "pending queued queueing enqueued waiting notstarted scheduled created new accepted submitted received open initial initialized " +
    "unstarted deferred inqueue",
  running:
    "running inprogress working processing started executing building importing exporting uploading validating uploadcomplete " +
    "indexing ingesting transcribing rendering analyzing generating cancelling canceling stopping finalizing retrying resumed " +
    "ongoing busy launching provisioning",
  succeeded: "succeeded success successful complete completed done finished ok passed ended published processed",
  partial:
    "partial partiallysucceeded partiallycompleted partialsuccess partiallyfailed completedwitherrors completewitherrors " +
    "completedwithwarnings succeededwithissues finishedwitherrors",
  failed: "failed failure fail error errored timeout timedout rejected invalid crashed faulted failedtorun",
  cancelled: "cancelled canceled killed stopped revoked discarded",
  unknown: "unknown",
};

const STATES: ReadonlyMap<string, JobState> = new Map(
  Object.entries(VALUES).flatMap(([state, values]) =>
    values.split(" ").map((value): [string, JobState] => [value, state as JobState]),
  ),
);

/** What an API may put before a value: `JobComplete`. */
const PREFIX = /^(?:job|task|operation|batch|export|import|run|request|build)(?=.)/;

/** The state that a status value probably means, from its text; nothing if the text doesn't tell. */
export function guessState(value: string): JobState | undefined {
  const text = value.toLowerCase().replaceAll(/[^a-z]/g, "");
  return STATES.get(text) ?? STATES.get(text.replace(PREFIX, ""));
}

/** At least as many quoted texts of a description must be status values that are known; then all of them are some. */
const MIN_KNOWN = 2;

/** The status values that a description names in quotes or backticks. */
export function valuesInText(text: string): string[] {
  const quoted = [...text.matchAll(/[`"']([A-Za-z][A-Za-z _-]*)[`"']/g)].flatMap((match) => match[1] ?? []);
  const known = quoted.filter((value) => guessState(value) !== undefined);
  return known.length < MIN_KNOWN ? [] : [...new Set(quoted)];
}
