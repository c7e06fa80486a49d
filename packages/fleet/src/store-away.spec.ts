import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { createZendeskSimulator, zendeskCredentials } from "@jobstatus/simulator";
import { NO_POSTGRESQL, type PostgresqlServer, startPostgresql } from "@jobstatus/tools/postgresql";
import { createZendesk } from "@jobstatus/zendesk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFleet } from "./create-fleet.ts";
import type { FleetEvent } from "./fleet-options.ts";
import { createTestZendesk, eventually } from "./testing/providers.ts";
import { openSilentProxy } from "./testing/silent-proxy.ts";

const SLOW = { timeout: 60_000 };
const WHY = NO_POSTGRESQL === undefined ? "" : ` (skipped: ${NO_POSTGRESQL})`;

/** A Zendesk that answers when it is told to, and how many requests it has. */
function createHeldZendesk() {
  const simulator = createZendeskSimulator({ scenario: { waitingMs: 0, workingMs: 1 } });
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let requests = 0;
  const client = createZendesk({
    subdomain: "held",
    credentials: { accessToken: zendeskCredentials.accessToken },
    fetch: async (input, init) => {
      requests += 1;
      await released;
      return simulator.fetch(new Request(input, init));
    },
  });
  return {
    client,
    start: () => simulator.start({ waitingMs: 0, workingMs: 1, startedMsAgo: 60_000 }),
    requests: () => requests,
    release: () => release(),
  };
}

describe.skipIf(NO_POSTGRESQL)(`a fleet whose PostgreSQL is away${WHY}`, () => {
  let server: PostgresqlServer;
  let url: string;
  let address: string;
  beforeAll(async () => {
    server = await startPostgresql();
    url = (await server.createDatabase("fleet")).replace("jobstatus@", "jobstatus:opensesame@");
    address = new URL(url).host;
  });
  afterAll(() => server.close());

  it("rejects each call with what failed, where and what to do, and without the password", SLOW, async () => {
    const zendesk = createTestZendesk();
    const events: FleetEvent[] = [];
    const onEvent = (event: FleetEvent) => events.push(event);
    const fleet = await createFleet({ store: url, clients: { calls: zendesk.client() }, onEvent });
    const id = zendesk.start();
    await server.stop();
    const stop = new AbortController();
    const waiting = fleet.wait("calls", id, { signal: stop.signal });
    const iterating = fleet.ends({ consumer: "away" })[Symbol.asyncIterator]().next();
    // The first of them may meet the pool's broken connections.
    await fleet.status().catch(() => undefined);
    const problem = `the PostgreSQL at ${address}/fleet can't be used: connect ECONNREFUSED ${address}; check that the database runs and that the address is right; repeat the call when the store answers`;
    const calls: [string, () => Promise<unknown>][] = [
      ['watch("calls")', () => fleet.watch("calls", id)],
      ['cancel("calls")', () => fleet.cancel("calls", id)],
      ['resume("calls")', () => fleet.resume("calls")],
      ["status()", () => fleet.status()],
    ];
    for (const [call, run] of calls) {
      const error: unknown = await run().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: "FleetError", code: "no-database", message: `${call} failed: ${problem}` });
      expect(inspect(error, { depth: 10 })).not.toContain("opensesame");
    }
    stop.abort(new Error("not needed any more"));
    await expect(waiting).rejects.toThrow("not needed any more");
    await Promise.all([
      expect(fleet.wait("calls", id)).rejects.toThrow("the fleet was closed; the wait continues without it"),
      fleet.close(),
    ]);
    expect(await iterating).toEqual({ value: undefined, done: true });
    await expect(fleet.watch("calls", id)).rejects.toThrow('watch("calls") failed: the fleet was closed; open another');
    expect(inspect(events)).not.toContain("opensesame");
    await server.start();
  });

  it("says of an end that is not acknowledged that it comes again", SLOW, async () => {
    const zendesk = createTestZendesk();
    const onEvent = () => undefined;
    const fleet = await createFleet({ store: url, clients: { done: zendesk.client() }, onEvent });
    const id = zendesk.start();
    await fleet.watch("done", id);
    fleet.work();
    for await (const end of fleet.ends({ consumer: "billing" })) {
      await server.stop();
      const done = end.done();
      await Promise.all([
        expect(done).rejects.toThrow(
          `done() of the job ${id} of done failed: the fleet or the iteration was ended while the PostgreSQL at ${address}/fleet can't be used: `,
        ),
        fleet.close(),
      ]);
      break;
    }
    await server.start();
  });

  it("is closed in a bounded time, and says what it could not write; nothing is lost", SLOW, async () => {
    const zendesk = createHeldZendesk();
    const events: FleetEvent[] = [];
    const onEvent = (event: FleetEvent) => events.push(event);
    const clients = { held: zendesk.client };
    const fleet = await createFleet({ store: url, clients, onEvent });
    await fleet.watch("held", zendesk.start());
    fleet.work();
    await eventually(() => zendesk.requests() > 0);
    await server.stop();
    zendesk.release();
    await fleet.close();
    expect(events.at(-1)).toEqual({
      type: "store-failed",
      client: "held",
      message: `closed, but 1 step of held could not be written to the PostgreSQL at ${address}/fleet: connect ECONNREFUSED ${address}; check that the database runs and that the address is right; nothing is lost: a worker repeats what is missing 50 s after it was claimed`,
    });
    await server.start();
    const next = await createFleet({ store: url, clients, onEvent });
    expect((await next.status()).clients["held"]).toEqual({ waiting: 1, due: 0 });
    await next.close();
  });

  it("is closed in a bounded time also if the store is silent, and says so", SLOW, async () => {
    const zendesk = createHeldZendesk();
    const proxy = await openSilentProxy(Number(new URL(url).port));
    const events: FleetEvent[] = [];
    const fleet = await createFleet({
      store: url.replace(address, `127.0.0.1:${proxy.port}`),
      clients: { silent: zendesk.client },
      onEvent: (event) => events.push(event),
      maxStepMs: 500,
    });
    await fleet.watch("silent", zendesk.start());
    fleet.work();
    await eventually(() => zendesk.requests() > 0);
    proxy.silence();
    zendesk.release();
    await fleet.close();
    const place = `the PostgreSQL at 127.0.0.1:${proxy.port}/fleet`;
    expect(events.slice(-2).map(({ message }) => message)).toEqual([
      `closed, but 1 step of silent could not be written to ${place}: it does not answer; nothing is lost: a worker repeats what is missing 6 s after it was claimed`,
      `closed, but ${place} does not answer: its connections end with the process; nothing is lost`,
    ]);
    proxy.close();
  });

  it("writes what is in hand if the store is back soon after close", SLOW, async () => {
    const zendesk = createHeldZendesk();
    const onEvent = () => undefined;
    const clients = { back: zendesk.client };
    const fleet = await createFleet({ store: url, clients, onEvent });
    const id = zendesk.start();
    await fleet.watch("back", id);
    fleet.work();
    await eventually(() => zendesk.requests() > 0);
    await server.stop();
    zendesk.release();
    const closed = fleet.close();
    await server.start();
    await closed;
    const next = await createFleet({ store: url, clients, onEvent });
    expect(await next.wait("back", id)).toMatchObject({ id, status: { state: "succeeded" } });
    expect(zendesk.requests()).toBe(1);
    await next.close();
  });
});

it("a directory that can't be made is named, with the reason", async () => {
  const opened = createFleet({ store: join(fileURLToPath(import.meta.url), "store"), clients: {} });
  await expect(opened).rejects.toMatchObject({
    name: "FleetError",
    code: "no-database",
    message: expect.stringMatching(/^the database can't be used: ENOTDIR: .* \(the directory .*store\)$/) as string,
  });
});
