import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createRandom } from "../random.ts";
import { type EngineResult, atMost } from "./engine-result.ts";

const START_MS = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const REQUESTS = 60;

/** What a limit refuses: how long to wait, in seconds; 0 if it lets the request through. */
type Limit = (nowMs: number) => number;

/** So many requests in each minute of the clock. */
function fixedWindow(): Limit {
  let [minute, used] = [-1, 0];
  return (nowMs) => {
    const now = Math.floor(nowMs / MINUTE_MS);
    if (now !== minute) [minute, used] = [now, 0];
    if (used >= REQUESTS) return Math.ceil((MINUTE_MS - (nowMs % MINUTE_MS)) / 1_000);
    used += 1;
    return 0;
  };
}

/** As many tokens as requests, which come back evenly over a minute. */
function tokenBucket(): Limit {
  let [tokens, lastMs] = [REQUESTS, START_MS];
  return (nowMs) => {
    tokens = Math.min(REQUESTS, tokens + ((nowMs - lastMs) / MINUTE_MS) * REQUESTS);
    lastMs = nowMs;
    if (tokens < 1) return 1;
    tokens -= 1;
    return 0;
  };
}

/** Row 11: many waits under the limit of an account, which the contract does not state. */
export async function accountLimitRows(): Promise<readonly EngineResult[]> {
  const rows: EngineResult[] = [];
  for (const [name, limit] of [
    ["a fixed window", fixedWindow],
    ["a token bucket", tokenBucket],
  ] as const) {
    for (const waits of [60, 120]) {
      const { answered, refused, lost } = await waitUnder(limit(), waits);
      const how = `${REQUESTS} requests a minute, jobs of 10 to 20 minutes: ${answered} answered, ${refused} refused`;
      rows.push(
        atMost(0, { row: 11, what: `${waits} waits under ${name}: lost`, figure: lost, unit: "waits", how }),
        atMost(0.1, {
          row: 11,
          what: `${waits} waits under ${name}: refused`,
          figure: refused / answered,
          unit: "of the answered requests",
          how,
        }),
      );
    }
  }
  return rows;
}

async function waitUnder(limit: Limit, waits: number) {
  const clock = createVirtualClock(START_MS);
  const random = createRandom(11);
  const ends = Array.from({ length: waits }, () => START_MS + 10 * MINUTE_MS * (1 + random()));
  let [answered, refused, lost] = [0, 0, 0];
  const fetch = (input: string | URL | Request): Promise<Response> => {
    const retryAfterS = limit(clock.now());
    if (retryAfterS > 0) {
      refused += 1;
      return Promise.resolve(new Response("", { status: 429, headers: { "Retry-After": `${retryAfterS}` } }));
    }
    answered += 1;
    const id = Number(
      String(input instanceof Request ? input.url : input)
        .split("/")
        .at(-1),
    );
    const status = clock.now() >= (ends[id] ?? 0) ? "SUCCEEDED" : "PENDING";
    return Promise.resolve(Response.json({ response: { id, status, start_time: "2026-01-01T00:00:00Z" } }));
  };
  const client = createTrafficOps({
    baseUrl: "http://simulated.invalid",
    credentials: { accessToken: "simulated" },
    clock,
    fetch,
    random,
  });
  const lose = () => {
    lost += 1;
  };
  await clock.run(Promise.all(ends.map((_, id) => client.wait(id, { timeoutMs: 60 * MINUTE_MS }).catch(lose))));
  return { answered, refused, lost };
}
