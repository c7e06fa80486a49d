import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createFleet } from "../create-fleet.ts";
import { FleetError } from "../fleet-error.ts";
import type { FleetClients } from "../fleet-options.ts";
import type { CommandIo } from "./command-io.ts";

/** What `work` takes. */
export interface WorkInput {
  readonly store: string;
  /** The module that exports the clients. */
  readonly file: string;
  readonly concurrency: number;
}

/** Takes steps of the waits until it is told to end; what is in hand is written first. */
export async function work(io: CommandIo, { store, file, concurrency }: WorkInput): Promise<number> {
  const { clients } = (await import(pathToFileURL(resolve(file)).href)) as { clients?: FleetClients };
  if (!clients) throw new FleetError("invalid-option", `${file} must export the clients: export const clients = { … }`);
  const secret = io.env["JOBSTATUS_FLEET_SECRET"];
  const fleet = await createFleet({ store, clients, ...(secret !== undefined && { secret }) });
  fleet.work({ concurrency });
  io.write(`taking steps for ${Object.keys(clients).join(", ")}\n`);
  await new Promise<void>((done) => {
    if (io.signal.aborted) done();
    // The fleet's own timers don't keep the process alive while nothing is due.
    const alive = setInterval(() => undefined, 60_000);
    io.signal.addEventListener("abort", () => {
      clearInterval(alive);
      done();
    });
  });
  await fleet.close();
  io.write("closed\n");
  return 0;
}
