import { createVeevaVaultSimulator, veevaVaultCredentials } from "@jobstatus/simulator";
import { serve } from "@jobstatus/simulator/node";
import { NO_POSTGRESQL, type PostgresqlServer, startPostgresql } from "@jobstatus/tools/postgresql";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFleet } from "../create-fleet.ts";
import { eventually } from "../testing/providers.ts";
import { SENT_AT_HEADER, startShiftedWorker } from "../testing/start-shifted-worker.ts";

const WHY = NO_POSTGRESQL === undefined ? "" : ` (skipped: ${NO_POSTGRESQL})`;
const OFF_MS = 30_000;
const JOBS = 5;
const WORKING_MS = 60_000;

/** A simulated Vault, and its jobs: they run until they are told to end. */
async function openVault(name: string) {
  let vaultMs = 0;
  const simulator = createVeevaVaultSimulator({ clock: { now: () => vaultMs } });
  const sent = new Map<string, number[]>();
  const fetch = (request: Request) => {
    const id = request.url.split("/").at(-1) ?? "";
    sent.set(id, [...(sent.get(id) ?? []), Number(request.headers.get(SENT_AT_HEADER))]);
    return simulator.fetch(request);
  };
  const served = await serve({ fetch });
  const vaultDns = `${name}.veevavault.com`;
  const ids = Array.from({ length: JOBS }, () => simulator.start({ waitingMs: 0, workingMs: WORKING_MS }));
  const client = createVeevaVault({ vaultDns, credentials: veevaVaultCredentials });
  /** When the polls of a job were sent, in milliseconds of the machine, whose clock no worker's is. */
  const polls = (id: string) => sent.get(id) ?? [];
  const endJobs = () => {
    vaultMs = WORKING_MS;
  };
  return { name, vaultDns, ids, client, polls, endJobs, served };
}

let server: PostgresqlServer | undefined;
beforeAll(async () => {
  if (NO_POSTGRESQL === undefined) server = await startPostgresql();
});
afterAll(() => server?.close());

// One interval of the provider goes by, in real time.
it.skipIf(NO_POSTGRESQL)(
  `workers whose clocks are 30 s off, either way, keep the provider's interval together${WHY}`,
  { timeout: 120_000 },
  async () => {
    const store = (await server?.createDatabase("fleet")) ?? "";
    const vaults = await Promise.all(["behind-first", "ahead-first"].map((name) => openVault(name)));
    const clients = Object.fromEntries(vaults.map(({ name, client }) => [name, client]));
    const fleet = await createFleet({ store, clients });
    const startWorkers = (offsets: readonly number[]) =>
      vaults.map(({ name, vaultDns, served }, n) =>
        startShiftedWorker({ store, client: name, url: served.url, vaultDns, offsetMs: offsets[n] ?? 0 }),
      );
    for (const { name, ids } of vaults) for (const id of ids) await fleet.watch(name, id);

    const first = startWorkers([-OFF_MS, OFF_MS]);
    await eventually(() => vaults.every(({ ids, polls }) => ids.every((id) => polls(id).length > 0)));
    expect(await Promise.all(first.map((close) => close()))).toEqual([0, 0]);
    for (const { endJobs } of vaults) endJobs();
    const second = startWorkers([OFF_MS, -OFF_MS]);
    for (const { name, ids, polls } of vaults) {
      for (const id of ids) {
        expect(await fleet.wait(name, id)).toMatchObject({ status: { state: "succeeded" } });
        const [before = 0, after = 0, ...more] = polls(id);
        expect(after - before).toBeGreaterThanOrEqual(10_000);
        expect(more).toEqual([]);
      }
    }
    expect(await Promise.all(second.map((close) => close()))).toEqual([0, 0]);

    await fleet.close();
    await Promise.all(vaults.map(({ served }) => served.close()));
  },
);
