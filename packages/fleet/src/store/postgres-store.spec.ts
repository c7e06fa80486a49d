import { getRollbackPlans } from "pg-boss";
import { NO_POSTGRESQL, type PostgresqlServer, startPostgresql } from "@jobstatus/tools/postgresql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFleet } from "../create-fleet.ts";
import type { FleetEvent } from "../fleet-options.ts";
import { createTestZendesk, eventually } from "../testing/providers.ts";
import { openStore } from "./open-store.ts";

describe.skipIf(NO_POSTGRESQL)(
  `a fleet's PostgreSQL${NO_POSTGRESQL === undefined ? "" : ` (skipped: ${NO_POSTGRESQL})`}`,
  () => {
    let server: PostgresqlServer;
    let url: string;
    beforeAll(async () => {
      server = await startPostgresql();
      url = await server.createDatabase("fleet");
    });
    afterAll(() => server.close());

    it("may be restarted: no wait and no end is lost, and it is told once", async () => {
      const zendesk = createTestZendesk({ waitingMs: 0, workingMs: 2_000 });
      const events: FleetEvent[] = [];
      const onEvent = (event: FleetEvent) => events.push(event);
      const fleet = await createFleet({ store: url, clients: { restarted: zendesk.client() }, onEvent });
      const ids = Array.from({ length: 20 }, () => zendesk.start());
      for (const id of ids) await fleet.watch("restarted", id);
      fleet.work();
      const ended: string[] = [];
      const consume = async () => {
        for await (const end of fleet.ends({ consumer: "billing" })) {
          await end.done();
          ended.push(end.id);
          if (ended.length === ids.length) return;
        }
      };
      const consuming = consume();
      await eventually(() => zendesk.requests().length > 0);
      await server.stop();
      await server.start();
      await consuming;
      expect(ended.toSorted()).toEqual(ids.toSorted());
      const messages = events.map(({ message }) => message);
      expect(new Set(messages).size).toBe(messages.length);
      expect(messages[0]).toMatch(/^the store failed, and is tried again; nothing is lost: /);
      await fleet.close();
    });

    it("is upgraded with the waits in it", async () => {
      const zendesk = createTestZendesk();
      const clients = { upgraded: zendesk.client() };
      const before = await createFleet({ store: url, clients });
      const id = zendesk.start();
      await before.watch("upgraded", id, { tag: "from before" });
      await before.close();
      // What pg-boss's release before has left.
      const store = await openStore({ store: url, onError: () => undefined });
      const version = await store.boss.schemaVersion();
      await store.database.executeSql(getRollbackPlans(store.schema, Number(version)));
      expect(await store.boss.schemaVersion()).toBe(Number(version) - 1);
      await store.close();
      const after = await createFleet({ store: url, clients });
      after.work();
      expect(await after.wait("upgraded", id)).toMatchObject({ tag: "from before", status: { state: "succeeded" } });
      await after.close();
    });

    it("is refused if a newer release has written it", async () => {
      const store = await openStore({ store: url, onError: () => undefined });
      await store.state.write("version", 2);
      const opened = createFleet({ store: url, clients: {} });
      await expect(opened).rejects.toThrow(
        "the store has version 2, and this release of @jobstatus/fleet reads 1; install the newer one",
      );
      await store.state.write("version", 1);
      await store.close();
    });

    it("is named if it can't be reached, with what to do, and without the password", async () => {
      const opened = createFleet({ store: "postgres://fleet:opensesame@127.0.0.1:9/none", clients: {} });
      await expect(opened).rejects.toThrow(
        "the database can't be used: connect ECONNREFUSED 127.0.0.1:9; check that the database runs and that the address is right",
      );
      const missing = createFleet({ store: url.replace(/fleet$/, "none"), clients: {} });
      await expect(missing).rejects.toThrow(
        `the database can't be used: database "none" does not exist; create the database`,
      );
    });
  },
);

it.each([
  [{ store: "" }, 'the option "store" must be a connection string or a directory'],
  [{ secret: "short" }, 'the option "secret" must be text of at least 32 characters'],
  [{ maxStepMs: 0 }, 'the option "maxStepMs" must be a number of milliseconds above 0'],
  [
    { clients: { "my vault": {} } },
    'the option "clients" must have names of letters, digits, dots, hyphens and underscores',
  ],
])("wrong options are refused by name: %o", async (wrong, message) => {
  const options = { store: "./none", clients: {}, ...wrong } as Parameters<typeof createFleet>[0];
  await expect(createFleet(options)).rejects.toThrow(message);
});
