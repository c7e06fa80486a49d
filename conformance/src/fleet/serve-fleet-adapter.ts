import { createInterface } from "node:readline";
import {
  type FleetCommand,
  type FleetEnd,
  type FleetJob,
  type FleetReport,
  type OpenMessage,
  keyOf,
} from "./fleet-protocol.ts";

/** An end that a consumer has not acknowledged yet. */
export interface DeliveredEnd {
  readonly end: FleetEnd;
  /** Acknowledges it. Resolves when the store knows. */
  done(): Promise<void>;
}

/** One process of a fleet, as the suite uses it. */
export interface FleetUnderTest {
  /** Adds waits. Resolves when they are in the store. A job that is there already is not added again. */
  add(jobs: readonly FleetJob[]): Promise<void>;
  /** Starts to work. */
  work(): void;
  /** Gives the ends that the consumer has not acknowledged, and those to come, until the process closes. */
  ends(consumer: string): AsyncIterable<DeliveredEnd>;
  /** Stops, once the polls in flight are settled. */
  close(): Promise<void>;
}

/**
 * Serves one process of a fleet to the runner, over standard input and output, until SIGTERM.
 *
 * @param open - Opens the store. If it rejects, the process is refused with the error's message.
 */
export function serveFleetAdapter(open: (setting: OpenMessage) => Promise<FleetUnderTest>): void {
  const delivered = new Map<string, DeliveredEnd>();
  let fleet: FleetUnderTest | undefined;

  async function deliver(ends: AsyncIterable<DeliveredEnd>): Promise<void> {
    for await (const one of ends) {
      delivered.set(keyOf(one.end), one);
      write({ type: "end", ...one.end });
    }
  }

  async function acknowledge({ client, id }: FleetJob): Promise<void> {
    await delivered.get(keyOf({ client, id }))?.done();
    write({ type: "acknowledged", client, id });
  }

  async function run(command: FleetCommand): Promise<void> {
    if (command.type === "open") {
      fleet = await open(command).catch((error: unknown) => {
        write({ type: "refused", reason: error instanceof Error ? error.message : String(error) });
        return undefined;
      });
      if (fleet) write({ type: "opened" });
      return;
    }
    if (!fleet) throw new Error("the process has opened no store");
    if (command.type === "add") {
      await fleet.add(command.jobs);
      write({ type: "added" });
    } else if (command.type === "work") {
      fleet.work();
    } else if (command.type === "consume") {
      deliver(fleet.ends(command.consumer)).catch(fail);
    } else {
      // Not awaited: a store that is away holds up no other command.
      acknowledge(command).catch(fail);
    }
  }

  process.on("SIGTERM", () => {
    Promise.resolve(fleet?.close()).then(() => process.exit(0), fail);
  });
  // One command after the other: what is added first is there first.
  let last: Promise<void> = Promise.resolve();
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      last = last.then(() => run(JSON.parse(line) as FleetCommand)).catch(fail);
    })
    // The runner has gone.
    .on("close", () => process.exit(1));
}

function write(report: FleetReport): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

function fail(error: unknown): never {
  console.error(error);
  process.exit(1);
}
