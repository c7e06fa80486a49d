import type { ClientOptions, JobClient } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createVeevaVault } from "@jobstatus/veeva-vault";

const ID = "1201";
const START_MS = Date.UTC(2026, 0, 1);

/** A job that says nothing of its progress. */
export interface PlannedJob {
  readonly provider: keyof typeof PROVIDERS;
  readonly durationMs: number;
  /** How long earlier jobs of its kind took. Default: there are none. */
  readonly earlierMs?: readonly number[];
}

/** A client of each provider, and what the provider responds. Traffic Ops has no rate limit; Vault has one for each job. */
const PROVIDERS = {
  "traffic-ops": {
    createClient: (options: Pick<ClientOptions<never>, "clock" | "fetch">): JobClient =>
      createTrafficOps({ ...options, baseUrl: "https://ops.example", credentials: { accessToken: "t" } }),
    response: (isDone: boolean) => ({
      response: { id: Number(ID), status: isDone ? "SUCCEEDED" : "PENDING", start_time: "2026-01-01T00:00:00Z" },
    }),
  },
  "veeva-vault": {
    createClient: (options: Pick<ClientOptions<never>, "clock" | "fetch">): JobClient =>
      createVeevaVault({ ...options, vaultDns: "print.veevavault.com", credentials: { sessionId: "s" } }),
    response: (isDone: boolean) => ({
      responseStatus: "SUCCESS",
      data: { id: Number(ID), status: isDone ? "SUCCESS" : "RUNNING" },
    }),
  },
} as const;

/** How many requests the default schedule sends until a job has ended, without a timeout. */
export async function pollsOf({ provider, durationMs, earlierMs = [] }: PlannedJob): Promise<number> {
  const clock = createVirtualClock(START_MS);
  const { createClient, response } = PROVIDERS[provider];
  let polls = 0;
  const client = createClient({
    clock,
    fetch: () => {
      polls += 1;
      return Promise.resolve(Response.json(response(clock.now() - START_MS >= durationMs)));
    },
  });
  const durations = { kind: "job", store: { read: () => earlierMs, add: () => undefined } };
  await clock.run(client.wait(ID, { durations, timeoutMs: Infinity }));
  return polls;
}
