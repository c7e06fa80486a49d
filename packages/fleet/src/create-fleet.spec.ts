import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Fleet, createFleet } from "./create-fleet.ts";
import type { FleetEvent, FleetOptions } from "./fleet-options.ts";
import { createTestVault, createTestZendesk, eventually } from "./testing/providers.ts";
import { STORES, type TestStore, openUsual } from "./testing/stores.ts";

/** An embedded store takes seconds to open, and many on a busy machine. */
const SLOW = { timeout: 180_000 };
const SECRET = "any text of thirty-two characters or more";

/** The ends that a consumer is given, until there are so many. */
async function take(fleet: Fleet, consumer: string, count: number, isDone = true) {
  const taken = [];
  for await (const end of fleet.ends({ consumer })) {
    if (isDone) await end.done();
    taken.push(end);
    if (taken.length === count) break;
  }
  return taken;
}

let fleets: Fleet[] = [];
const events: FleetEvent[] = [];
afterEach(async () => {
  await Promise.all(fleets.map((fleet) => fleet.close()));
  fleets = [];
  events.length = 0;
});

/** Creates fleets on a store, as so many processes. */
function creatorOn({ store }: TestStore) {
  return async (options: Omit<FleetOptions, "store">) => {
    const onEvent = (event: FleetEvent) => events.push(event);
    const fleet = await createFleet({ store, onEvent, ...options });
    fleets.push(fleet);
    return fleet;
  };
}

describe.each(STORES)("a fleet on $kind", ({ missing, open }) => {
  it.skipIf(missing)("waits until jobs end, and gives each consumer each end once", SLOW, async () => {
    const store = await open();
    const createOn = creatorOn(store);
    const zendesk = createTestZendesk();
    const fleet = await createOn({ clients: { imports: zendesk.client() } });
    const ids = Array.from({ length: 20 }, () => zendesk.start()).toSorted();
    for (const id of ids) await fleet.watch("imports", id, { tag: `job ${id}`, timeoutMs: 60_000, kind: "import" });
    fleet.work();
    const [first = ""] = ids;
    expect(await fleet.wait("imports", first)).toMatchObject({ client: "imports", id: first, tag: `job ${first}` });
    for (const consumer of ["billing", "mail"]) {
      const ends = await take(fleet, consumer, ids.length);
      expect(ends.map(({ id }) => id).toSorted()).toEqual(ids);
      expect(new Set(ends.map(({ status }) => status?.["state"]))).toEqual(new Set(["succeeded"]));
      expect(ends.some(({ status }) => status && "raw" in status)).toBe(false);
    }
    expect(await fleet.status()).toMatchObject({
      clients: { imports: { waiting: 0, due: 0 } },
      process: { imports: { ends: 20, brokenFloors: 0 } },
    });
    // The requests of twenty jobs, polled together.
    expect(zendesk.requests().length).toBeLessThan(60);
    expect(events).toEqual([]);
    await Promise.all(fleets.map((one) => one.close()));
    fleets = [];
    await store.remove();
  });
});

describe("a fleet", () => {
  let store: TestStore;
  let createOn: ReturnType<typeof creatorOn>;
  beforeAll(async () => {
    store = await openUsual();
    createOn = creatorOn(store);
  });
  afterAll(() => store.remove());

  it("waits once for a job that is watched many times, and not again after its end", async () => {
    const zendesk = createTestZendesk();
    const fleet = await createOn({ clients: { watched: zendesk.client() } });
    const id = zendesk.start();
    await Promise.all(Array.from({ length: 50 }, () => fleet.watch("watched", id)));
    expect((await fleet.status()).clients["watched"]?.waiting).toBe(1);
    fleet.work();
    await fleet.wait("watched", id);
    await fleet.watch("watched", id);
    expect((await fleet.status()).clients["watched"]?.waiting).toBe(0);
  });

  it("stops a wait, and forgets its end", async () => {
    const zendesk = createTestZendesk();
    const fleet = await createOn({ clients: { stopped: zendesk.client() } });
    const [one, two] = [zendesk.start(), zendesk.start()];
    await fleet.watch("stopped", one);
    await fleet.cancel("stopped", one);
    expect((await fleet.status()).clients["stopped"]?.waiting).toBe(0);
    await fleet.watch("stopped", two, { raw: true });
    fleet.work();
    expect((await fleet.wait("stopped", two)).status).toHaveProperty("raw");
    await fleet.cancel("stopped", two);
    await fleet.watch("stopped", two);
    await fleet.wait("stopped", two);
    expect(zendesk.requests().some((request) => request.includes(one))).toBe(false);
  });

  it("ends a wait with the error that ends it, and keeps what was seen", async () => {
    const zendesk = createTestZendesk({ waitingMs: 0, workingMs: 3_600_000 });
    const fleet = await createOn({ clients: { failing: zendesk.client() } });
    fleet.work();
    const id = zendesk.start();
    await fleet.watch("failing", id, { timeoutMs: 1_500 });
    expect(await fleet.wait("failing", id)).toMatchObject({
      id,
      error: { code: "timeout", lastStatus: { state: "running" }, resume: { resumeToken: 1, id } },
    });
  });

  it("parks an account whose password is refused, says so, and ends no wait", async () => {
    const vault = createTestVault();
    const make = (password?: string) =>
      createOn({ secret: SECRET, clients: { vault: (shared) => vault.client(shared, password) } });
    const ids = Array.from({ length: 10 }, () => vault.start());
    const wrong = await make("wrong");
    for (const id of ids) await wrong.watch("vault", id);
    wrong.work();
    await eventually(() => events.some(({ type }) => type === "parked"));
    const parked = events.filter(({ type }) => type === "parked");
    expect(parked).toMatchObject([{ client: "vault" }]);
    expect(parked[0]?.message).toMatch(
      /^the account of vault is parked until resume\("vault"\) is called: veeva-vault .*USERNAME_OR_PASSWORD/,
    );
    expect(parked[0]?.message).not.toContain("simulated");
    expect(vault.requests()).toEqual(["POST /api/v26.1/auth"]);
    const { clients } = await wrong.status();
    expect(clients["vault"]).toMatchObject({
      waiting: 10,
      parked: expect.stringContaining("USERNAME_OR_PASSWORD") as string,
    });
    await wrong.close();
    fleets = [];

    const right = await make();
    right.work();
    await right.resume("vault");
    for (const id of ids) expect((await right.wait("vault", id)).status).toMatchObject({ state: "succeeded" });
    expect((await right.status()).clients["vault"]).toEqual({ waiting: 0, due: 0 });
  });

  it("says so if its secret is not that of the sessions in the store, and logs in by itself", async () => {
    const vault = createTestVault();
    const make = (secret?: string) =>
      createOn({ clients: { sealed: (shared) => vault.client(shared) }, ...(secret !== undefined && { secret }) });
    const pollOnce = async (fleet: Fleet) => {
      const id = vault.start();
      await fleet.watch("sealed", id);
      fleet.work();
      expect((await fleet.wait("sealed", id)).status).toMatchObject({ state: "succeeded" });
      await fleet.close();
      fleets = [];
    };
    const logins = () => vault.requests().filter((request) => request.startsWith("POST")).length;
    vault.expireSessions();
    await pollOnce(await make(SECRET));
    await pollOnce(await make(SECRET));
    expect(logins()).toBe(1);
    await pollOnce(await make(`another ${SECRET}`));
    expect(events.filter(({ type }) => type === "sessions-sealed").map(({ message }) => message)).toEqual([
      "a session of sealed was sealed with another secret: this process logs in by itself; give all processes one secret",
    ]);
    events.length = 0;
    await pollOnce(await make());
    expect(events.map(({ type }) => type)).toContain("sessions-sealed");
    expect(logins()).toBe(3);
  });

  it("leaves jobs of a client that it does not know to another process, and says so", async () => {
    const zendesk = createTestZendesk();
    const one = await createOn({ clients: { rare: zendesk.client() } });
    const id = zendesk.start();
    await one.watch("rare", id);
    await one.close();
    fleets = [];
    const other = await createOn({ clients: { zendesk: zendesk.client() } });
    other.work();
    await eventually(() => events.some(({ client }) => client === "rare"));
    expect(events.find(({ client }) => client === "rare")?.message).toBe(
      "the store has 1 waits for rare, which this process does not know: they wait for a process that does",
    );
    expect((await other.status()).clients["rare"]).toMatchObject({ waiting: 1 });
    await expect(other.watch("rare", id)).rejects.toThrow(
      /^unknown client "rare"; the clients of this fleet: zendesk$/,
    );
  });
});
