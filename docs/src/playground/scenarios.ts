import type {
  ResponseFunction,
  CannedResponse,
  ProviderName,
  ScenarioItem,
  ScenarioPhase,
  Simulator,
} from "@jobstatus/simulator";
import type { ScenarioName } from "./settings.ts";

/** The words of a provider, by what they mean. */
interface Words {
  readonly waiting: string;
  readonly working: string;
  readonly succeeded: string;
  readonly partial?: string;
  readonly failed: string;
}

const WORDS: Readonly<Record<ProviderName, Words>> = {
  "centurylink-v1": { waiting: "Not Started", working: "Executing", succeeded: "Succeeded", failed: "Failed" },
  "centurylink-v2": { waiting: "notStarted", working: "executing", succeeded: "succeeded", failed: "failed" },
  "traffic-ops": { waiting: "PENDING", working: "PENDING", succeeded: "SUCCEEDED", failed: "FAILED" },
  "veeva-vault": {
    waiting: "QUEUED",
    working: "RUNNING",
    succeeded: "SUCCESS",
    partial: "ERRORS_ENCOUNTERED",
    failed: "FAILED_TO_RUN",
  },
  zendesk: { waiting: "queued", working: "working", succeeded: "completed", partial: "completed", failed: "failed" },
};

/** The life of the job, and when it ends. */
export interface Life {
  readonly phases: readonly ScenarioPhase[];
  readonly items: readonly ScenarioItem[];
  readonly endMs: number;
}

/** The life of a job in a scenario, in the provider's own values. */
export function lifeFrom(provider: ProviderName, scenario: ScenarioName): Life {
  const { waiting, working, succeeded, partial, failed } = WORDS[provider];
  const smooth: readonly ScenarioPhase[] = [
    { status: waiting, forMs: 7_000 },
    { status: working, forMs: 63_000 },
  ];
  const lives: Readonly<Record<ScenarioName, readonly ScenarioPhase[]>> = {
    smooth,
    limited: smooth,
    session: smooth,
    partial: smooth,
    stuck: [
      { status: waiting, forMs: 4_000 },
      ...[15, 40, 65, 90].map((percent) => ({ status: working, forMs: 8_000, percent })),
      { status: working, forMs: 90_000, percent: 99 },
    ],
    flapping: [
      { status: waiting, forMs: 5_000 },
      { status: working, forMs: 14_000, percent: 40 },
      // A provider without a second word says one that nobody knows.
      { status: waiting === working ? "REQUEUED" : waiting, forMs: 12_000, percent: 20 },
      { status: working, forMs: 18_000, percent: 60 },
      { status: waiting === working ? "REQUEUED" : waiting, forMs: 9_000, percent: 30 },
      { status: working, forMs: 20_000, percent: 80 },
    ],
  };
  const phases = lives[scenario];
  const last = scenario === "partial" ? (partial ?? failed) : succeeded;
  return {
    phases: [...phases, { status: last }],
    items: Array.from({ length: 8 }, (_, index) => ({
      id: 380 + index,
      ...(scenario === "partial" && index % 3 === 1
        ? { error: "RecordInvalid", details: "Subject: cannot be blank" }
        : {}),
    })),
    endMs: phases.reduce((sum, { forMs = 0 }) => sum + forMs, 0),
  };
}

/** Brings about the faults of a scenario. */
export function arrangeFaults(simulator: Simulator, scenario: ScenarioName): void {
  const usual: ResponseFunction = (_, response) => response();
  if (scenario === "limited") {
    const limited = LIMITED[simulator.provider];
    simulator.respondNext(usual, usual, limited, usual, limited, limited);
  }
  if (scenario === "session") {
    simulator.respondNext(usual, usual, (_, response) => {
      simulator.expireSessions();
      return response();
    });
  }
}

const TOO_MANY: CannedResponse = { status: 429, headers: { "retry-after": "8" }, body: "Too many requests" };

/** How each provider says that it was asked too often. */
const LIMITED: Readonly<Record<ProviderName, CannedResponse>> = {
  "centurylink-v1": TOO_MANY,
  "centurylink-v2": TOO_MANY,
  "traffic-ops": TOO_MANY,
  "veeva-vault": {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      responseStatus: "FAILURE",
      errors: [{ type: "API_LIMIT_EXCEEDED", message: "You have exceeded the maximum number of calls." }],
    }),
  },
  zendesk: {
    status: 429,
    headers: { "content-type": "application/json", "retry-after": "8" },
    body: JSON.stringify({ error: "APIRateLimitExceeded", description: "Number of allowed requests exceeded" }),
  },
};
