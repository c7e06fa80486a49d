import type { ProviderName } from "@jobstatus/simulator";

/** The providers of the playground. */
export const PROVIDERS: readonly ProviderName[] = [
  "centurylink-v1",
  "centurylink-v2",
  "traffic-ops",
  "veeva-vault",
  "zendesk",
];

/** What can happen to the job. */
export const SCENARIOS = {
  smooth: "Smooth: it waits, works, and succeeds",
  stuck: "Stuck at 99 %: the last hundredth takes longest",
  flapping: "Flapping: it goes back and forth",
  limited: "Rate-limited: the provider wants to be left alone",
  session: "Lost session: a client that can log in does so again, another says so",
  partial: "Partial failure: part of the job fails",
} as const;

/** The name of a scenario. */
export type ScenarioName = keyof typeof SCENARIOS;

/** The schedules that can be chosen. */
export const SCHEDULES = {
  default: "adaptive, the default: learns from what it sees",
  fixed: "fixed: always equally long",
  growing: "exponential: longer by a factor each time",
} as const;

/** The name of a schedule. */
export type ScheduleName = keyof typeof SCHEDULES;

/** A schedule and its numbers. */
export interface ScheduleSetting {
  readonly name: ScheduleName;
  /** The interval of a fixed one, or the first sleep of a growing one, in seconds. */
  readonly firstS: number;
  /** How many times as long each sleep of a growing one is as the one before. */
  readonly factor: number;
}

/** All that can be set in the playground. */
export interface Settings {
  readonly provider: ProviderName;
  readonly scenario: ScenarioName;
  readonly first: ScheduleSetting;
  /** The schedule to compare with, where one is chosen. */
  readonly second?: ScheduleSetting;
  readonly timeoutS: number;
  /** How many times as fast as real time. */
  readonly speed: number;
}

/** What is set when nobody has set anything. */
export const DEFAULTS: Settings = {
  provider: "zendesk",
  scenario: "smooth",
  first: { name: "default", firstS: 5, factor: 1.5 },
  timeoutS: 600,
  speed: 20,
};

/** Reads the settings from a link's hash; what is missing or makes no sense is as in {@link DEFAULTS}. */
export function parseSettings(hash: string): Settings {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  const second = query.get("second");
  return {
    provider: PROVIDERS.find((name) => name === query.get("provider")) ?? DEFAULTS.provider,
    scenario: keyOf(SCENARIOS, query.get("scenario")) ?? DEFAULTS.scenario,
    first: parseSchedule(query.get("first")),
    ...(second === null ? {} : { second: parseSchedule(second) }),
    timeoutS: positive(query.get("timeout")) ?? DEFAULTS.timeoutS,
    speed: positive(query.get("speed")) ?? DEFAULTS.speed,
  };
}

/** Writes the settings as a link's hash. */
export function hashFromSettings({ provider, scenario, first, second, timeoutS, speed }: Settings): string {
  const query = new URLSearchParams({ provider, scenario, first: textOf(first) });
  if (second) query.set("second", textOf(second));
  query.set("timeout", String(timeoutS));
  query.set("speed", String(speed));
  return `#${query.toString()}`;
}

function textOf({ name, firstS, factor }: ScheduleSetting): string {
  return name === "default" ? name : name === "fixed" ? `${name}-${firstS}` : `${name}-${firstS}-${factor}`;
}

function parseSchedule(text: string | null): ScheduleSetting {
  const [name = "", firstS = "", factor = ""] = (text ?? "").split("-");
  return {
    name: keyOf(SCHEDULES, name) ?? DEFAULTS.first.name,
    firstS: positive(firstS) ?? DEFAULTS.first.firstS,
    factor: Math.max(1, positive(factor) ?? DEFAULTS.first.factor),
  };
}

function keyOf<T extends object>(record: T, text: string | null): keyof T | undefined {
  return text !== null && Object.hasOwn(record, text) ? (text as keyof T) : undefined;
}

function positive(text: string | null): number | undefined {
  const value = Number(text ?? "");
  return value > 0 && value < Infinity ? value : undefined;
}
