import type { Contract, JobState } from "@jobstatus/core";
import type { ContractPlace } from "@jobstatus/core/provider";
import type { ProviderName, ScenarioItem, ScenarioPhase } from "@jobstatus/simulator";
import { createRandom } from "./create-random.ts";
import { CONTRACTS } from "./gen/contracts.ts";
import type { ScenarioName } from "./settings.ts";

/** The status values of a provider, by what they mean. */
interface StatusValues {
  readonly waiting: string;
  readonly working: string;
  readonly succeeded: string;
  readonly partial: string | undefined;
  readonly failed: string;
}

/** The first status value of each state. A contract has one that succeeded and one that failed. */
export function statusValuesOf({ states, outcomeFromItems }: Contract): StatusValues {
  const find = (state: JobState) => Object.keys(states).find((value) => states[value] === state);
  const succeeded = find("succeeded") ?? outcomeFromItems?.[0] ?? "";
  const working = find("running") ?? find("pending") ?? succeeded;
  return {
    waiting: find("pending") ?? working,
    working,
    succeeded,
    partial: find("partial") ?? outcomeFromItems?.[0],
    failed: find("failed") ?? succeeded,
  };
}

/** The properties with which a provider reports progress. */
function progressFields({ job: { progress } }: Contract): readonly string[] {
  const places: readonly ContractPlace[] = Object.values(progress ?? {});
  return places.flatMap((place) => {
    const pointer = typeof place === "string" ? place : "text" in place ? place.text : undefined;
    return pointer?.split("/").at(-1) ?? [];
  });
}

/** The course of one job. */
export interface Life {
  readonly phases: readonly ScenarioPhase[];
  readonly items: readonly ScenarioItem[];
  /** When it ends, in milliseconds since its start. */
  readonly endMs: number;
  /** The properties that its responses leave out. */
  readonly omit: readonly string[];
}

/** The spread of durations: the deviation of their logarithm. */
const SIGMA = 0.3;

/** The course of a job in a scenario, in the provider's own values. The same seed always gives the same course. */
export function lifeFrom(provider: ProviderName, scenario: ScenarioName, seed: number): Life {
  const { waiting, working, succeeded, partial, failed } = statusValuesOf(CONTRACTS[provider]);
  const factor = logNormal(createRandom(seed));
  // Odd numbers, so that no duration is a multiple of an interval.
  const ms = (usualMs: number) => Math.round(usualMs * factor) + 37;
  const again = waiting === working ? "REQUEUED" : waiting;
  const smooth: readonly ScenarioPhase[] = [
    { status: waiting, forMs: ms(7_000) },
    { status: working, forMs: ms(63_000) },
  ];
  const phases: Readonly<Partial<Record<ScenarioName, readonly ScenarioPhase[]>>> = {
    stuck: [
      { status: waiting, forMs: ms(4_000) },
      ...[15, 40, 65, 90].map((percent) => ({ status: working, forMs: ms(8_000), percent })),
      { status: working, forMs: ms(90_000), percent: 99 },
    ],
    flapping: [
      { status: waiting, forMs: ms(5_000) },
      { status: working, forMs: ms(14_000), percent: 40 },
      { status: again, forMs: ms(12_000), percent: 20 },
      { status: working, forMs: ms(18_000), percent: 60 },
      { status: again, forMs: ms(9_000), percent: 30 },
      { status: working, forMs: ms(20_000), percent: 80 },
    ],
    unknown: [
      { status: waiting, forMs: ms(7_000) },
      { status: working, forMs: ms(20_000), percent: 30 },
      { status: "polishing", forMs: ms(25_000), percent: 60 },
      { status: working, forMs: ms(18_000), percent: 80 },
    ],
  };
  const course = phases[scenario] ?? smooth;
  const last = { partial: partial ?? failed, failed }[scenario as string] ?? succeeded;
  return {
    phases: [...course, { status: last }],
    items: Array.from({ length: 8 }, (_, index) => ({
      id: 380 + index,
      ...(scenario === "partial" && index % 3 === 1
        ? { error: "RecordInvalid", details: "Subject: cannot be blank" }
        : {}),
    })),
    endMs: course.reduce((sum, { forMs = 0 }) => sum + forMs, 0),
    omit: scenario === "no-progress" ? progressFields(CONTRACTS[provider]) : [],
  };
}

/** Whether the provider reports progress in such a job. */
export function reportsProgress(provider: ProviderName, { omit }: Life): boolean {
  return progressFields(CONTRACTS[provider]).length > omit.length;
}

/** A factor around 1, by the method of Box and Muller. */
function logNormal(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(SIGMA * normal);
}
