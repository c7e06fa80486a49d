import { createFleet } from "../create-fleet.ts";
import type { CommandIo } from "./command-io.ts";
import { statusTable } from "./status-table.ts";

/** Shows the waits of a store. */
export async function showStatus(io: CommandIo, store: string): Promise<number> {
  const fleet = await createFleet({ store, clients: {} });
  io.write(statusTable(await fleet.status()));
  await fleet.close();
  return 0;
}
