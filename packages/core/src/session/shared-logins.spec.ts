import { describe, expect, it } from "vitest";
import { jobIn } from "../testing/acme-client.ts";
import {
  type MemoryStore,
  createLockingStore,
  createSessionClient,
  createSessionProvider,
  line,
} from "../testing/acme-session.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { createVirtualClock } from "../virtual-clock.ts";

// As many clients stand for as many processes: they share nothing but the store.
const PROCESSES = Array.from({ length: 8 }, (_, n) => String(n));

/** A store whose lock lets the first process in when all have asked for it, so that all have read the store before. */
function createStoreForAll(): MemoryStore {
  const store = createLockingStore();
  let waiting: (() => void)[] = [];
  return {
    ...store,
    async lock(key, task) {
      await new Promise<void>((enter) => {
        waiting.push(enter);
        if (waiting.length < PROCESSES.length) return;
        for (const one of waiting) one();
        waiting = [];
      });
      await store.lock?.(key, task);
    },
  };
}

describe("processes whose store has a lock", () => {
  it("log in once, and once more if they lose the session together", async () => {
    const { script, open } = createSessionProvider();
    const sessions = createStoreForAll();
    const processes = PROCESSES.map(() => createSessionClient(script, { sessions }));
    const logins = () =>
      processes.flatMap(({ requests }) => requests).filter((one) => line(one) === "POST login").length;
    await Promise.all(processes.map(({ client }) => client.status("1")));
    expect(logins()).toBe(1);
    open.clear();
    await Promise.all(processes.map(({ client }) => client.status("2")));
    expect(logins()).toBe(2);
  });

  it("try a password that is refused once", async () => {
    const refused = { status: 400, body: { ok: false, error: { code: "WRONG", text: "no such user" } } };
    const sessions = createStoreForAll();
    const processes = PROCESSES.map(() => createSessionClient([refused], { sessions }));
    const errors = await Promise.all(processes.map(({ client }) => rejectionOf(client.status("1"))));
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(["unauthenticated"]));
    expect(processes.flatMap(({ requests }) => requests).map(line)).toEqual(["POST login"]);
    expect(JSON.stringify([...sessions.entries])).not.toContain("open sesame");
    expect(errors.at(-1)?.message).toContain("no new login for another 300 s; another process was refused");
  });

  it("try another password at once, and the same one after the pause", async () => {
    const refused = { status: 400, body: { ok: false, error: { code: "WRONG" } } };
    const sessions = createLockingStore();
    await rejectionOf(createSessionClient([refused], { sessions }).client.status("1"));
    const responses = [{ body: { ok: true, token: "t" } }, jobIn("DONE")];
    const changed = createSessionClient(responses, { sessions, credentials: { name: "ann", word: "new" } });
    expect((await changed.client.status("1")).state).toBe("succeeded");
    sessions.entries.delete([...sessions.entries.keys()].find((key) => !key.endsWith("refused")) ?? "");
    const later = createSessionClient(responses, { sessions, clock: createVirtualClock(300_000) });
    expect((await later.client.status("1")).state).toBe("succeeded");
  });

  it("log in although the login of another process failed in passing", async () => {
    const sessions = createLockingStore();
    await rejectionOf(createSessionClient([{ status: 503 }], { sessions }).client.status("1"));
    expect([...sessions.entries]).toEqual([]);
    const { client } = createSessionClient(createSessionProvider().script, { sessions });
    expect((await client.status("1")).state).toBe("succeeded");
  });

  it("see the error of the store if its lock does not work", async () => {
    const sessions = { ...createLockingStore(), lock: () => Promise.reject(new Error("no database")) };
    const { client, requests } = createSessionClient([jobIn("DONE")], { sessions });
    const error = await rejectionOf(client.status("1"));
    expect([error.code, error.message, requests.length]).toEqual([
      "unavailable",
      'acme showJob job "1": the session store failed: no database',
      0,
    ]);
  });

  it("see an error if the lock leaves out its task", async () => {
    const sessions = { ...createLockingStore(), lock: () => Promise.resolve() };
    const { client } = createSessionClient([jobIn("DONE")], { sessions });
    expect(await rejectionOf(client.status("1"))).toMatchObject({
      code: "unavailable",
      message: 'acme showJob job "1": the session store\'s lock did not run its task',
    });
  });
});
