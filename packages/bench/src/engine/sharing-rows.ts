import { type Fetch, waitAll } from "@jobstatus/core";
import { type VirtualClock, createVirtualClock } from "@jobstatus/core/virtual-clock";
import { createVeevaVaultSimulator, createZendeskSimulator, zendeskCredentials } from "@jobstatus/simulator";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createZendesk } from "@jobstatus/zendesk";
import { logNormalJobs } from "../jobs.ts";
import { type EngineResult, atMost } from "./engine-result.ts";

const VAULT_LIMIT_MS = 10_000;
const WAITERS = 50;
const JOBS = 100;
const ORIGIN = "http://simulated.invalid";
const SESSION = "simulated-session";

/** Rows 6 to 8: what is shared, in virtual time, against the simulators. */
export async function sharingRows(): Promise<readonly EngineResult[]> {
  const one = await waitAtVault(1);
  const many = await waitAtVault(WAITERS);
  const gaps = many.slice(1).map((atMs, index) => atMs - (many[index] ?? 0));
  const together = await waitAtZendesk(JOBS, "waitAll");
  const alone = await waitAtZendesk(JOBS, "own clients");
  const all = await waitAtZendesk(2 * JOBS, "waitAll");
  const each = await waitAtZendesk(2 * JOBS, "wait");
  return [
    atMost(0, {
      row: 6,
      what: "Vault: requests closer than 10 s",
      figure: gaps.filter((gapMs) => gapMs < VAULT_LIMIT_MS).length,
      unit: "requests",
      how: `${WAITERS} waits for one job through ten clients, begun over half a minute: ${many.length} requests`,
    }),
    atMost(1.05, {
      row: 7,
      what: `${WAITERS} waiters of one job`,
      figure: many.length / one.length,
      unit: "times the requests of one",
      how: `${many.length} against ${one.length} requests, a job of two minutes at Vault`,
    }),
    atMost(0.02, {
      row: 8,
      what: `${JOBS} Zendesk jobs through show_many`,
      figure: together / alone,
      unit: "times the requests of one by one",
      how: `${together} against ${alone} requests; log-normal durations, median 60 s, sigma 0.5`,
    }),
    atMost(1.05, {
      row: 8,
      what: `${2 * JOBS} Zendesk jobs, each with its own wait`,
      figure: each / all,
      unit: "times the requests of waitAll",
      how: `${each} against ${all} requests`,
    }),
  ];
}

/** When Vault was polled while so many wait for one of its jobs. */
async function waitAtVault(waiters: number): Promise<readonly number[]> {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const simulator = createVeevaVaultSimulator({ clock });
  simulator.grantSession(SESSION);
  const id = simulator.start({ waitingMs: 20_000, workingMs: 100_000 });
  const fetch: Fetch = (input, init) => simulator.fetch(new Request(input, init));
  const clients = Array.from({ length: 10 }, () =>
    createVeevaVault({ baseUrl: ORIGIN, clock, fetch, credentials: { sessionId: SESSION } }),
  );
  const wait = async (index: number) => {
    await sleep(clock, (index * 30_000) / WAITERS);
    return clients[index % clients.length]?.wait(id);
  };
  await clock.run(Promise.all(Array.from({ length: waiters }, (_, index) => wait(index))));
  return simulator.requests.map(({ atMs }) => atMs);
}

/** How many requests it takes to wait for jobs at Zendesk: with one call, with a call each, or with clients that share nothing. */
async function waitAtZendesk(count: number, how: "waitAll" | "wait" | "own clients"): Promise<number> {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const simulator = createZendeskSimulator({ clock, requestsPerMinute: 1_000_000 });
  const jobs = logNormalJobs({ count, seed: 7, medianMs: 60_000, sigma: 0.5 });
  const ids = jobs.map(({ durationMs }) => simulator.start({ waitingMs: 0, workingMs: Math.round(durationMs) }));
  const createClient = () =>
    createZendesk({
      baseUrl: ORIGIN,
      clock,
      credentials: { email: zendeskCredentials.email, apiToken: zendeskCredentials.apiToken },
      fetch: (input, init) => simulator.fetch(new Request(input, init)),
    });
  const zendesk = createClient();
  const clientFor = () => (how === "wait" ? zendesk : createClient());
  const waits =
    how === "waitAll" ? waitAll(ids.map((id) => [zendesk, id])) : Promise.all(ids.map((id) => clientFor().wait(id)));
  await clock.run(Promise.resolve<unknown>(waits));
  return simulator.requests.length;
}

function sleep(clock: VirtualClock, ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : clock.sleep(ms, new AbortController().signal);
}
