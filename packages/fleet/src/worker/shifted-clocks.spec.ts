import { createVeevaVaultSimulator, veevaVaultCredentials } from "@jobstatus/simulator";
import { serve } from "@jobstatus/simulator/node";
import { NO_POSTGRESQL, type PostgresqlServer, startPostgresql } from "@jobstatus/tools/postgresql";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFleet } from "../create-fleet.ts";
import { eventually } from "../testing/providers.ts";
import { startShiftedWorker } from "../testing/start-shifted-worker.ts";

const WHY = NO_POSTGRESQL === undefined ? "" : ` (skipped: ${NO_POSTGRESQL})`;
const OFF_MS = 30_000;
const JOBS = 5;
/** A job that ends between its first poll and its second. */
const SCENARIO = { waitingMs: 0, workingMs: 5_000 };

/** A simulated Vault, and its jobs. */
async function openVault(name: string) {
  const simulator = createVeevaVaultSimulator();
  const served = await serve(simulator);
  const vaultDns = `${name}.veevavault.com`;
  const ids = Array.from({ length: JOBS }, () => simulator.start(SCENARIO));
  const client = createVeevaVault({ vaultDns, credentials: veevaVaultCredentials });
  /** When the polls of a job arrived, in milliseconds of the simulator. */
  const polls = (id: string) =>
    simulator.requests.filter(({ method, url }) => method === "GET" && url.endsWith(`/${id}`)).map(({ atMs }) => atMs);
  return { name, vaultDns, ids, client, polls, served };
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
