import type { CannedResponse, ProviderName, ResponseFunction, Simulator } from "@jobstatus/simulator";
import type { ScenarioName } from "./settings.ts";

/** Makes the simulator behave as the scenario says. */
export function arrangeFaults(simulator: Simulator, scenario: ScenarioName, id: string): void {
  const usual: ResponseFunction = (_, response) => response();
  if (scenario === "limited") {
    const limited = RATE_LIMITED[simulator.provider] ?? TOO_MANY;
    simulator.respondNext(usual, usual, limited, usual, limited, limited);
  }
  if (scenario === "outage") simulator.respondNext(usual, usual, OUTAGE, OUTAGE, OUTAGE, OUTAGE);
  if (scenario === "session") {
    simulator.respondNext(usual, usual, (_, response) => {
      simulator.expireSessions();
      return response();
    });
  }
  if (scenario === "vanishes") {
    simulator.respondNext(usual, usual, usual, (_, response) => {
      simulator.forget(id);
      return response();
    });
  }
}

const OUTAGE: CannedResponse = {
  status: 503,
  headers: { "content-type": "text/html" },
  body: "<h1>503 Service Unavailable</h1>",
};

const TOO_MANY: CannedResponse = { status: 429, headers: { "retry-after": "8" }, body: "Too many requests" };

/** How a provider refuses a request that exceeds its rate limit, if its own way is not that of HTTP alone. */
const RATE_LIMITED: Readonly<Partial<Record<ProviderName, CannedResponse>>> = {
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
