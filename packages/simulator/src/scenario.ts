import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";

/** How a job may end, in the common statuses. Which of them a provider knows is in its vocabulary. */
export type Outcome = "succeeded" | "partial" | "failed" | "cancelled";

/** What a job is doing: not yet at work, at work, or over. */
export type Stage = "waiting" | "working" | "ended";

/** One part of a job. */
export interface ScenarioItem {
  /** The item's id. Default: counted up. */
  readonly id?: string | number;
  /** What the item is. */
  readonly title?: string;
  /** Why the item fails. Default: it works. */
  readonly error?: string;
  /** More about the failure. */
  readonly details?: string;
}

/** A time for which a job shows one status. */
export interface ScenarioPhase {
  /** The provider's own value. Any text: statuses that no document lists can be shown too. */
  readonly status: string;
  /** For how long, in milliseconds. Default: 0; the last phase lasts for ever, whatever it says. */
  readonly forMs?: number;
  /** The text beside the status. Default: the step that the job is at. */
  readonly message?: string;
  /** The percentage shown in this phase. Default: what follows from the time at work. */
  readonly percent?: number;
  /** What the job is doing. Default: what the status means at this provider; `working` for a status it does not know. */
  readonly stage?: Stage;
  /** Properties of the job, in the provider's own shape, that replace or join the usual ones; null stands for null. */
  readonly fields?: JsonObject;
  /** Names of the job's properties that are left out. */
  readonly omit?: readonly string[];
}

/**
 * The life of one job: plain JSON. Either `outcome` with `waitingMs` and `workingMs`, which bend the provider's usual
 * course, or `phases`, which spell out every status.
 */
export interface Scenario {
  /** The job's id. Default: counted up in the provider's own form. */
  readonly id?: string;
  /** The operation that gives the job's status, by its name in the specification. Default: that of its start call, or the provider's first. */
  readonly operation?: string;
  /** How long ago the job was started, in milliseconds. Default: 0. */
  readonly startedMsAgo?: number;
  /** What the job is, for providers that say so. */
  readonly title?: string;
  /** How the job ends. Default: `succeeded`. */
  readonly outcome?: Outcome;
  /** How long the job waits before it works, in milliseconds. */
  readonly waitingMs?: number;
  /** How long the job works, in milliseconds. */
  readonly workingMs?: number;
  /** What the job says while it works, spread evenly over the work. */
  readonly steps?: readonly string[];
  /** What the job says at its end. */
  readonly endMessage?: string;
  /** Every status from start to end. */
  readonly phases?: readonly ScenarioPhase[];
  /** The parts of the job. */
  readonly items?: readonly ScenarioItem[];
  /** As in a phase, but for the whole life of the job. */
  readonly fields?: JsonObject;
  /** As in a phase, but for the whole life of the job. */
  readonly omit?: readonly string[];
  /** No job is started; the start call says so with this text. Holds for start calls only. */
  readonly refusal?: string;
  /** The job is started, and the start call fails all the same, in the provider's own way or with 503. Holds for start calls only. Default: false. */
  readonly losesResponse?: boolean;
}

type Check = (value: JsonValue, at: string) => void;

const text: Check = (value, at) => {
  if (typeof value !== "string" || value === "") throw new TypeError(`${at} must be a text that is not empty`);
};

function oneOf(...statuses: readonly string[]): Check {
  return (value, at) => {
    if (typeof value !== "string" || !statuses.includes(value)) {
      throw new TypeError(`${at} must be one of ${statuses.join(", ")}`);
    }
  };
}

function numberUpTo(maximum: number): Check {
  return (value, at) => {
    if (typeof value !== "number" || !(value >= 0 && value <= maximum)) {
      throw new TypeError(`${at} must be a number from 0 to ${maximum}`);
    }
  };
}

const durationMs = numberUpTo(Number.MAX_SAFE_INTEGER);

const truth: Check = (value, at) => {
  if (typeof value !== "boolean") throw new TypeError(`${at} must be true or false`);
};

const object: Check = (value, at) => {
  if (!isJsonObject(value)) throw new TypeError(`${at} must be an object`);
};

function listOf(check: Check, shortest = 0): Check {
  return (value, at) => {
    if (!Array.isArray(value) || value.length < shortest) {
      throw new TypeError(`${at} must be a list of at least ${shortest}`);
    }
    value.forEach((element: JsonValue, index) => check(element, `${at}[${index}]`));
  };
}

function objectOf(checks: Readonly<Record<string, Check>>, ...required: readonly string[]): Check {
  return (value, at) => {
    if (!isJsonObject(value)) throw new TypeError(`${at} must be an object`);
    for (const name of required) {
      if (value[name] === undefined) throw new TypeError(`${at}.${name} is missing`);
    }
    for (const [name, part] of Object.entries(value)) {
      const check = checks[name];
      if (check === undefined) {
        throw new TypeError(`${at}.${name} is not known; known are ${Object.keys(checks).join(", ")}`);
      }
      if (part !== undefined) check(part, `${at}.${name}`);
    }
  };
}

const idText: Check = (value, at) => {
  if (typeof value !== "number") text(value, at);
};

const checkItem = objectOf({ id: idText, title: text, error: text, details: text });

const checkPhase = objectOf(
  {
    status: text,
    forMs: durationMs,
    message: text,
    percent: numberUpTo(100),
    stage: oneOf("waiting", "working", "ended"),
    fields: object,
    omit: listOf(text),
  },
  "status",
);

const checkScenario = objectOf({
  id: text,
  operation: text,
  startedMsAgo: durationMs,
  title: text,
  outcome: oneOf("succeeded", "partial", "failed", "cancelled"),
  waitingMs: durationMs,
  workingMs: durationMs,
  steps: listOf(text, 1),
  endMessage: text,
  phases: listOf(checkPhase, 1),
  items: listOf(checkItem),
  fields: object,
  omit: listOf(text),
  refusal: text,
  losesResponse: truth,
});

/**
 * Checks that a value, such as one read from a file, is a scenario.
 *
 * @throws TypeError that says what is wrong, and where.
 */
export function assertScenario(value: unknown): asserts value is Scenario {
  if (!isJsonObject(value)) throw new TypeError("scenario must be an object");
  checkScenario(value, "scenario");
  if (value["phases"] === undefined) return;
  for (const name of ["outcome", "waitingMs", "workingMs"]) {
    if (value[name] !== undefined) throw new TypeError(`scenario.${name} cannot stand beside scenario.phases`);
  }
}
