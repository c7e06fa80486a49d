import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

const OVER = { done: true, value: undefined };

describe("return", () => {
  it.each<[string, Parameters<typeof createAcmeClient>[0], number]>([
    ["before anything was read", [jobIn("WORKING")], 0],
    ["while a request is under way", [{ hangs: "request" }], 1],
    ["while a body is read", [{ hangs: "body", body: "{" }], 1],
    ["during a slow response", [{ ...jobIn("WORKING"), takesMs: 60_000 }], 1],
  ])("%s resolves at once, and so does the pending next", async (_, responses, sent) => {
    const { client, clock, requests, load } = createAcmeClient(responses);
    const { signal, listeners } = createCountedSignal();
    const watch = client.watch("7", { signal });
    const pending = sent > 0 ? watch.next() : undefined;
    await clock.advance(1_000);
    await expect(watch.return?.()).resolves.toEqual(OVER);
    expect((await pending) ?? OVER).toEqual(OVER);
    await clock.advance(0);
    expect([listeners(), clock.sleepers, load.now]).toEqual([0, 0, 0]);
    await expect(watch.next()).resolves.toEqual(OVER);
    await clock.advance(600_000);
    expect(requests.length).toBe(sent);
  });

  it("between two changes leaves nothing, and a second one does no harm", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING")]);
    const { signal, abort, listeners } = createCountedSignal();
    const watch = client.watch("7", { signal });
    await watch.next();
    const pending = watch.next();
    await clock.advance(500);
    await watch.return?.();
    await watch.return?.();
    await expect(pending).resolves.toEqual(OVER);
    expect([listeners(), clock.sleepers, requests.length]).toEqual([0, 0, 1]);
    abort();
    await expect(watch.next()).resolves.toEqual(OVER);
  });
});

describe("an abort between two reads", () => {
  it("is told by the next one, once", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING")]);
    const { signal, abort, listeners } = createCountedSignal();
    const watch = client.watch("7", { signal });
    await watch.next();
    abort("enough");
    expect([listeners(), clock.sleepers]).toEqual([0, 0]);
    await clock.advance(60_000);
    const error = await rejectionOf(watch.next());
    expect([error.code, error.cause, requests.length]).toEqual(["aborted", "enough", 1]);
    await expect(watch.next()).resolves.toEqual(OVER);
  });

  it("carries a token with which the wait continues", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING"), jobIn("DONE")]);
    const { signal, abort } = createCountedSignal();
    const watch = client.watch("7", { signal });
    await watch.next();
    abort();
    const { resume } = await rejectionOf(watch.next());
    if (!resume) throw new Error("there is no token");
    await expect(clock.run(client.wait(resume))).resolves.toMatchObject({ state: "succeeded" });
    expect(requests.length).toBe(2);
  });
});

it("an abort before the first read is told once, however often is read", async () => {
  const { client } = createAcmeClient([jobIn("WORKING")]);
  const watch = client.watch("7", { signal: AbortSignal.abort() });
  expect((await rejectionOf(watch.next())).code).toBe("aborted");
  for (let n = 0; n < 3; n += 1) await expect(watch.next()).resolves.toEqual(OVER);
});

it("two reads at once get the changes in their order, without a request too many", async () => {
  const { client, clock, requests, load } = createAcmeClient([jobIn("QUEUED"), jobIn("WORKING"), jobIn("DONE")]);
  const watch = client.watch("7");
  const reads = Promise.all([watch.next(), watch.next(), watch.next(), watch.next()]);
  const natives = (await clock.run(reads)).map((read) => (read.done ? undefined : read.value.native));
  expect(natives).toEqual(["QUEUED", "WORKING", "DONE", undefined]);
  expect([requests.length, load.most, clock.sleepers]).toEqual([3, 1, 0]);
});

it("a read after an error says that it is over", async () => {
  const { client, clock } = createAcmeClient([{ status: 403 }]);
  const watch = client.watch("7");
  const [first, second] = [rejectionOf(watch.next()), watch.next()];
  expect((await clock.run(first)).code).toBe("forbidden");
  await expect(second).resolves.toEqual(OVER);
});

it.each([1_000, 2_000])(
  "a watch with a timeout of 1 s that is first read after %d ms polls nothing",
  async (afterMs) => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING")]);
    const { signal, listeners } = createCountedSignal();
    const watch = client.watch("7", { timeoutMs: 1_000, signal });
    await clock.advance(afterMs);
    expect((await rejectionOf(watch.next())).code).toBe("timeout");
    await clock.advance(0);
    expect([requests.length, clock.sleepers, listeners()]).toEqual([0, 0, 0]);
  },
);

describe("the end of a wait", () => {
  it("aborts no request whose response is there", async () => {
    const signals: AbortSignal[] = [];
    const { client, clock } = createAcmeClient([], {
      fetch: (_, { signal }) => {
        signals.push(signal);
        return Promise.resolve(Response.json({ job: { state: "DONE" } }));
      },
    });
    await clock.run(client.wait("7"));
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
});
