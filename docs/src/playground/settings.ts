import type { ProviderName } from "@jobstatus/simulator";
import { CONTRACTS } from "./gen/contracts.ts";

/** The providers of the playground: all that can be simulated. */
export const PROVIDERS = Object.keys(CONTRACTS) as readonly ProviderName[];

/** What can happen to the job. */
export const SCENARIOS = {
  smooth: "It waits, works, and succeeds",
  "no-progress": "It succeeds without reporting progress",
  stuck: "Its progress is stuck at 99 %",
  flapping: "Its progress goes back and forth",
  unknown: "It has an undocumented status for a while",
  partial: "It fails in part",
  failed: "It fails",
  limited: "The provider limits the rate of requests",
  outage: "The provider is down for a while",
  session: "The session expires",
  vanishes: "The provider deletes the job",
} as const;

/** The name of a scenario. */
export type ScenarioName = keyof typeof SCENARIOS;

/** The schedules that can be chosen. */
export const SCHEDULES = {
  default: "adaptive (the default)",
  fixed: "fixed interval",
  growing: "exponential backoff",
} as const;

/** The name of a schedule. */
export type ScheduleName = keyof typeof SCHEDULES;

/** A schedule and its numbers. */
export interface ScheduleSetting {
  readonly name: ScheduleName;
  /** The interval of a fixed one, or the first sleep of a growing one, in seconds. */
  readonly firstS: number;
  /** The factor by which each sleep of a growing one exceeds the one before. */
  readonly factor: number;
}

/** What to compare with: nothing, a schedule, or a fixed interval with as many requests as the first schedule. */
export type SecondSetting = "none" | "equal" | ScheduleSetting;

/** All settings of the playground. */
export interface Settings {
  readonly provider: ProviderName;
  readonly scenario: ScenarioName;
  /** Decides how long the job takes. */
  readonly seed: number;
  readonly first: ScheduleSetting;
  readonly second: SecondSetting;
  readonly timeoutS: number;
  /** How many times as fast as real time it is shown. */
  readonly speed: number;
}

/** The settings of a link without any. */
export const DEFAULTS: Settings = {
  provider: "zendesk",
  scenario: "smooth",
  seed: 1,
  first: { name: "default", firstS: 5, factor: 1.5 },
  second: "equal",
  timeoutS: 600,
  speed: 20,
};

/** Reads the settings from a link's hash. What is missing or invalid is as in {@link DEFAULTS}. */
export function parseSettings(hash: string): Settings {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  const second = query.get("second");
  return {
    provider: PROVIDERS.find((name) => name === query.get("provider")) ?? DEFAULTS.provider,
    scenario: keyOf(SCENARIOS, query.get("scenario")) ?? DEFAULTS.scenario,
    seed: Math.floor(positive(query.get("seed")) ?? DEFAULTS.seed),
    first: parseSchedule(query.get("first")),
    second: second === "none" ? second : second === null || second === "equal" ? "equal" : parseSchedule(second),
    timeoutS: positive(query.get("timeout")) ?? DEFAULTS.timeoutS,
    speed: positive(query.get("speed")) ?? DEFAULTS.speed,
  };
}

/** Writes the settings as a link's hash. */
export function hashFromSettings({ provider, scenario, seed, first, second, timeoutS, speed }: Settings): string {
  const query = new URLSearchParams({
    provider,
    scenario,
    seed: String(seed),
    first: textOf(first),
    second: typeof second === "string" ? second : textOf(second),
    timeout: String(timeoutS),
    speed: String(speed),
  });
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
