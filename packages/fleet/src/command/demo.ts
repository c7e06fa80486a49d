import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createVeevaVaultSimulator,
  createZendeskSimulator,
  veevaVaultCredentials,
  zendeskCredentials,
} from "@jobstatus/simulator";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createZendesk } from "@jobstatus/zendesk";
import { type Fleet, createFleet } from "../create-fleet.ts";
import type { CommandIo } from "./command-io.ts";
import { statusTable } from "./status-table.ts";

/** How often the table is written, in milliseconds. */
const TABLE_MS = 500;
/** Brings the cursor up by so many lines, and clears what follows. */
const over = (lines: number) => `\u001b[${lines}A\u001b[J`;

/** Waits for simulated jobs of two providers on an embedded store, until they have ended. */
export async function runDemo(io: CommandIo, jobs: number): Promise<number> {
  const vaultSimulator = createVeevaVaultSimulator();
  const zendeskSimulator = createZendeskSimulator();
  const directory = await mkdtemp(join(tmpdir(), "jobstatus-fleet-"));
  io.write(`opening an embedded store in ${directory}\n`);
  const fleet = await createFleet({
    store: join(directory, "store"),
    clients: {
      vault: (shared) =>
        createVeevaVault({
          vaultDns: "company.veevavault.com",
          credentials: veevaVaultCredentials,
          fetch: (input, init) => vaultSimulator.fetch(new Request(input, init)),
          ...shared,
        }),
      zendesk: ({ gate }) =>
        createZendesk({
          subdomain: "company",
          credentials: { accessToken: zendeskCredentials.accessToken },
          fetch: (input, init) => zendeskSimulator.fetch(new Request(input, init)),
          gate,
        }),
    },
  });
  try {
    fleet.work();
    for (let n = 0; n < jobs; n += 1) {
      const life = { waitingMs: 1_000 * Math.random(), workingMs: 10_000 * Math.random() };
      if (n % 2 === 0) await fleet.watch("vault", vaultSimulator.start(life));
      else await fleet.watch("zendesk", zendeskSimulator.start(life));
    }
    await showUntilEnded(io, fleet, jobs);
  } finally {
    await fleet.close();
    await rm(directory, { recursive: true });
  }
  return 0;
}

async function showUntilEnded(io: CommandIo, fleet: Fleet, jobs: number): Promise<void> {
  let ended = 0;
  const count = async () => {
    for await (const end of fleet.ends({ consumer: "demo", signal: io.signal })) {
      await end.done();
      ended += 1;
      if (ended === jobs) return;
    }
  };
  const counting = count();
  let lines = 0;
  for (let isLast = false; !isLast;) {
    // The last table is written when all has ended, or when it is to end.
    isLast = ended === jobs || io.signal.aborted;
    const table = `${statusTable(await fleet.status())}${ended} of ${jobs} ends delivered\n`;
    if (io.isTerminal || isLast) io.write((io.isTerminal && lines > 0 ? over(lines) : "") + table);
    lines = table.split("\n").length - 1;
    if (!isLast) await Promise.race([counting, new Promise((resolve) => setTimeout(resolve, TABLE_MS))]);
  }
  await counting;
}
