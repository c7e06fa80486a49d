import type { Vocabulary } from "../job-timeline.ts";
import type { Outcome, ScenarioPhase, Stage } from "../scenario.ts";
import type { SimulatedOperation } from "./simulated-contract.ts";

/** How long a simulated job waits, and how long it works. */
const WAITING_MS = 2000;
const WORKING_MS = 8000;

const STAGES: Readonly<Record<string, Stage>> = {
  pending: "waiting",
  running: "working",
  unknown: "working",
  succeeded: "ended",
  partial: "ended",
  failed: "ended",
  cancelled: "ended",
};

const MESSAGES: Readonly<Record<Outcome, string>> = {
  succeeded: "The job succeeded.",
  partial: "Some parts of the job failed.",
  failed: "The job failed.",
  cancelled: "The job was cancelled.",
};

/** The course of the jobs of an operation: the first status value of each state, then an end. */
export function vocabularyFrom({
  states,
  outcomeFromItems = [],
  outcomeFromCounts = [],
}: SimulatedOperation): Vocabulary {
  const shared = [...outcomeFromItems, ...outcomeFromCounts];
  const valueOf = (state: string): string | undefined => {
    const values = Object.keys(states).filter((value) => states[value] === state);
    return values.find((value) => !shared.includes(value)) ?? values[0];
  };
  const phase = (state: string, forMs: number): ScenarioPhase[] => {
    const status = valueOf(state);
    return status === undefined ? [] : [{ status, forMs }];
  };
  const ends = (Object.keys(MESSAGES) as Outcome[]).flatMap((outcome) => {
    // Parts that failed make of a shared value another outcome.
    const status = valueOf(outcome) ?? (outcome === "cancelled" ? undefined : shared[0]);
    return status === undefined ? [] : [[outcome, { status, message: MESSAGES[outcome] }] as const];
  });
  return {
    stages: Object.fromEntries(Object.entries(states).map(([value, state]) => [value, STAGES[state] ?? "working"])),
    course: [...phase("pending", WAITING_MS), ...phase("running", WORKING_MS)],
    steps: [],
    ends: Object.fromEntries(ends),
  };
}
