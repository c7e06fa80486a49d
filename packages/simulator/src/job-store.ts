import type { Clock } from "./clock.ts";
import { createTimeline, momentAt, type JobMoment, type Timeline, type Vocabulary } from "./job-timeline.ts";
import { assertScenario, type Scenario, type ScenarioItem } from "./scenario.ts";

/** A job that a simulator runs. */
export interface Job {
  readonly id: string;
  readonly title: string | undefined;
  readonly createdAtMs: number;
  readonly items: readonly ScenarioItem[];
  readonly timeline: Timeline;
}

/** What the jobs of a provider are like. */
export interface JobRules {
  readonly vocabulary: Vocabulary;
  /** The id of the nth job, from 1. */
  idFromCount(count: number): string;
  /** Says whether a text has the form of an id. */
  isId(text: string): boolean;
  /** Adds what every job of the provider has, such as its items. */
  complete?(scenario: Scenario): Scenario;
}

/** The jobs of one simulator. */
export interface JobStore {
  /** Adds a job. */
  start(scenario: Scenario): Job;
  find(id: string): Job | undefined;
  all(): readonly Job[];
  moment(job: Job): JobMoment;
  forget(id: string): void;
  clear(): void;
}

/** Creates an empty store. */
export function createJobStore(clock: Clock, rules: JobRules): JobStore {
  const jobs = new Map<string, Job>();
  let count = 0;

  function freeId(): string {
    let id: string;
    do {
      count += 1;
      id = rules.idFromCount(count);
    } while (jobs.has(id));
    return id;
  }

  return {
    start(given) {
      assertScenario(given);
      const scenario = rules.complete?.(given) ?? given;
      if (scenario.refusal !== undefined) {
        throw new TypeError("scenario.refusal holds for start calls only: pass it to planNext, or leave it out");
      }
      const timeline = createTimeline(rules.vocabulary, scenario);
      const id = scenario.id ?? freeId();
      if (!rules.isId(id)) throw new TypeError(`scenario.id "${id}" does not have the form of this provider's ids`);
      if (jobs.has(id)) throw new TypeError(`scenario.id "${id}" is taken by another job`);
      const createdAtMs = clock.now() - (scenario.startedMsAgo ?? 0);
      const job = { id, title: scenario.title, createdAtMs, items: scenario.items ?? [], timeline };
      jobs.set(id, job);
      return job;
    },
    find: (id) => jobs.get(id),
    all: () => [...jobs.values()],
    // A clock that is set back must not make a job younger than its start.
    moment: (job) => momentAt(job.timeline, Math.max(0, clock.now() - job.createdAtMs)),
    forget(id) {
      jobs.delete(id);
    },
    clear() {
      jobs.clear();
    },
  };
}
