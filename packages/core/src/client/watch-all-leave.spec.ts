import { describe, expect, it } from "vitest";
import { jobIn } from "../testing/acme-client.ts";
import { acmeContract, batchedAcmeContract } from "../testing/acme-contract.ts";
import { createAcmeProvider } from "../testing/acme-provider.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { createAcmeClient } from "../testing/acme-client.ts";
import type { ClientJob } from "./many-jobs.ts";
import { waitAll } from "./wait-all.ts";
import { watchAll } from "./watch-all.ts";

const OVER = { done: true, value: undefined };

describe.each([
  ["one by one", acmeContract],
  ["coalescing", batchedAcmeContract],
])("jobs that are polled %s", (_how, contract) => {
  const provide = (takesMs?: number) =>
    createAcmeProvider(() => "WORKING", contract, takesMs === undefined ? {} : { takesMs });
  const twenty = (client: ClientJob[0]) => Array.from({ length: 20 }, (_, n): ClientJob => [client, `${n + 1}`]);

  it.each([
    ["while requests are under way", 60_000, 1_000],
    ["while they sleep", undefined, 500],
  ])("an abort %s takes effect at once, and leaves nothing", async (_, takesMs, afterMs) => {
    const { client, clock, requests, load } = provide(takesMs);
    const { signal, abort, listeners } = createCountedSignal();
    const ended = waitAll(twenty(client), { signal });
    await clock.advance(afterMs);
    expect(listeners()).toBe(1);
    abort("enough");
    await clock.advance(0);
    expect([listeners(), clock.sleepers, load.now]).toEqual([0, 0, 0]);
    const ends = await ended;
    expect(ends.length).toBe(20);
    for (const { id, error } of ends) {
      expect(error).toMatchObject({ code: "aborted", cause: "enough", resume: { id, resumeToken: 1 } });
    }
    const sent = requests.length;
    await clock.advance(3_600_000);
    expect(requests.length).toBe(sent);
  });

  it("an abort before anything is read sends nothing", async () => {
    const { client, clock, requests } = provide();
    const { signal, abort, listeners } = createCountedSignal();
    abort("before");
    const ends = await waitAll(twenty(client), { signal });
    expect(ends.map(({ error }) => error?.cause)).toEqual(Array.from({ length: 20 }, () => "before"));
    expect([requests.length, listeners(), clock.sleepers]).toEqual([0, 0, 0]);
  });

  it("an abort before anything is read ends also what names no job", async () => {
    const { client } = provide();
    const ends = await waitAll<ClientJob>(
      [
        [client, ""],
        [client, "1"],
      ],
      { signal: AbortSignal.abort("before") },
    );
    expect(ends).toMatchObject([
      { index: 0, error: { code: "aborted", message: "the caller's signal was aborted", cause: "before" } },
      { index: 1, id: "1", error: { code: "aborted", cause: "before" } },
    ]);
  });

  it("leaving early leaves nothing", async () => {
    const { client, clock, requests } = provide();
    const { signal, listeners } = createCountedSignal();
    const read = async () => {
      for await (const update of watchAll(twenty(client), { signal })) if (update.index === 3) break;
    };
    await clock.run(read());
    await clock.advance(0);
    expect([listeners(), clock.sleepers]).toEqual([0, 0]);
    const sent = requests.length;
    await clock.advance(3_600_000);
    expect(requests.length).toBe(sent);
  });

  it("return by hand ends a pending read at once", async () => {
    const { client, clock, load } = provide(60_000);
    const watch = watchAll(twenty(client));
    const pending = [watch.next(), watch.next()];
    await clock.advance(1_000);
    await expect(watch.return?.()).resolves.toEqual(OVER);
    await expect(Promise.all(pending)).resolves.toEqual([OVER, OVER]);
    await clock.advance(0);
    expect([clock.sleepers, load.now]).toEqual([0, 0]);
  });

  it("the end leaves nothing either", async () => {
    const { client, clock, load } = createAcmeProvider(() => "DONE", contract);
    const { signal, listeners } = createCountedSignal();
    await clock.run(waitAll(twenty(client), { signal }));
    expect([listeners(), clock.sleepers, load.now]).toEqual([0, 0, 0]);
  });

  it("a wait for one of them continues when the others are left", async () => {
    const { client, clock } = createAcmeProvider((_, atMs) => (atMs < 9_000 ? "WORKING" : "DONE"), contract);
    const { signal, abort } = createCountedSignal();
    const ended = waitAll(twenty(client), { signal });
    const one = client.wait("7");
    await clock.advance(3_000);
    abort();
    expect((await ended)[6]?.error?.code).toBe("aborted");
    await expect(clock.run(one)).resolves.toMatchObject({ state: "succeeded" });
    expect(clock.sleepers).toBe(0);
  });
});

it("a return before anything is read polls nothing, also if it is read after", async () => {
  const { client, clock, requests } = createAcmeClient([jobIn("WORKING")]);
  const { signal, abort, listeners } = createCountedSignal();
  const watch = watchAll([[client, "7"]], { signal });
  await expect(watch.return?.()).resolves.toEqual(OVER);
  abort("too late");
  await expect(watch.next()).resolves.toEqual(OVER);
  await clock.advance(60_000);
  expect([requests.length, clock.sleepers, listeners()]).toEqual([0, 0, 0]);
});

it("a return drops what was told and not yet read", async () => {
  const { client, clock } = createAcmeProvider(() => "WORKING", acmeContract);
  const watch = watchAll(["1", "2", "3"].map((id): ClientJob => [client, id]));
  await clock.run(watch.next());
  await watch.return?.();
  await expect(watch.next()).resolves.toEqual(OVER);
});

it("the first of several reads at once gets the abort, and it is over for the others", async () => {
  const { client, clock } = createAcmeClient([{ hangs: "request" }]);
  const { signal, abort } = createCountedSignal();
  const watch = watchAll([[client, "7"]], { signal });
  const [first, second] = [watch.next(), watch.next()];
  await clock.advance(1_000);
  abort();
  await expect(first).resolves.toMatchObject({ value: { error: { code: "aborted" } } });
  await expect(second).resolves.toEqual(OVER);
});

it("no jobs leave no listener", async () => {
  const { signal, listeners } = createCountedSignal();
  await waitAll([], { signal });
  expect(listeners()).toBe(0);
});

it("a watch that is never read polls nothing and leaves nothing", async () => {
  const { client, clock, requests } = createAcmeClient([jobIn("WORKING")]);
  const { signal, listeners } = createCountedSignal();
  watchAll([[client, "7"]], { signal });
  await clock.advance(60_000);
  expect([requests.length, clock.sleepers, listeners()]).toEqual([0, 0, 0]);
});
