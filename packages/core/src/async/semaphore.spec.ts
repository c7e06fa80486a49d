import { expect, it } from "vitest";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { createVirtualClock } from "../virtual-clock.ts";
import { Semaphore } from "./semaphore.ts";
import { TimeoutScope } from "./timeout-scope.ts";
import { TimerQueue } from "./timer-queue.ts";

const never = new AbortController().signal;

/** Runs a task when there is a slot, and gives the slot back. */
async function runIn<T>(semaphore: Semaphore, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
  const scope = new TimeoutScope(new TimerQueue(createVirtualClock()), signal);
  try {
    const slot = semaphore.acquire(scope);
    if (slot) await slot;
    return await task().finally(() => semaphore.release());
  } finally {
    scope.close();
  }
}

/** A semaphore on a virtual clock: each run takes 10 ms, and is recorded when it begins. */
function createSemaphore(count: number) {
  const clock = createVirtualClock();
  const semaphore = new Semaphore(count);
  const began: [string, number][] = [];
  const run = (name: string, signal = never) =>
    runIn(semaphore, signal, async () => {
      began.push([name, clock.now()]);
      await clock.sleep(10, never);
      if (name.startsWith("broken")) throw new Error(name);
      return name;
    });
  return { clock, began, run };
}

it("runs no more tasks at once than its size, in the order of their calls", async () => {
  const { clock, began, run } = createSemaphore(2);
  await clock.run(Promise.all(["a", "b", "c", "d", "e"].map((name) => run(name))));
  expect(began).toEqual([
    ["a", 0],
    ["b", 0],
    ["c", 10],
    ["d", 10],
    ["e", 20],
  ]);
});

it("a run that fails frees its slot", async () => {
  const { clock, began, run } = createSemaphore(1);
  const ends = await clock.run(Promise.allSettled([run("broken"), run("next")]));
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  expect(began).toEqual([
    ["broken", 0],
    ["next", 10],
  ]);
});

it("an abort in the queue gives up the place, and leaves nothing", async () => {
  const { clock, began, run } = createSemaphore(1);
  const { signal, abort, listeners } = createCountedSignal();
  const first = run("first");
  const aborted = run("aborted", signal);
  const last = run("last");
  abort("stop");
  await expect(aborted).rejects.toBe("stop");
  expect(listeners()).toBe(0);
  await clock.run(Promise.all([first, last]));
  expect(began).toEqual([
    ["first", 0],
    ["last", 10],
  ]);
});

it("an abort further back in the queue lets no other task in early", async () => {
  const { clock, began, run } = createSemaphore(1);
  const { signal, abort } = createCountedSignal();
  const waiting = [run("first"), run("second")];
  const aborted = run("aborted", signal);
  abort("stop");
  await expect(aborted).rejects.toBe("stop");
  await clock.run(Promise.all(waiting));
  expect(began).toEqual([
    ["first", 0],
    ["second", 10],
  ]);
});

/** Calls after so many turns of the microtask queue. */
async function afterTurns(turns: number, call: () => void): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  call();
}

// Whether the abort or the free slot is noticed first depends on the turn in which each comes: all are tried.
it.each([-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6])(
  "an abort %i turns after the slot became free loses no slot",
  async (turns) => {
    const semaphore = new Semaphore(1);
    const { signal, abort, listeners } = createCountedSignal();
    let leave = (): void => undefined;
    const first = runIn(semaphore, never, () => new Promise<void>((resolve) => (leave = resolve)));
    const aborted = runIn(semaphore, signal, () => Promise.resolve("was let in")).catch((reason: unknown) => reason);
    let hasRun = false;
    const last = runIn(semaphore, never, () => Promise.resolve((hasRun = true)));
    await Promise.all([
      first,
      afterTurns(Math.max(0, -turns), () => leave()),
      afterTurns(Math.max(0, turns), () => abort("stop")),
    ]);
    expect(["stop", "was let in"]).toContain(await aborted);
    await createVirtualClock().advance(0);
    expect([hasRun, listeners()]).toEqual([true, 0]);
    await last;
    await expect(runIn(semaphore, never, () => Promise.resolve("still open"))).resolves.toBe("still open");
  },
);

it("a slot that was given back is one slot again", () => {
  const semaphore = new Semaphore(1);
  const scope = new TimeoutScope(new TimerQueue(createVirtualClock()));
  void semaphore.acquire(scope);
  semaphore.release();
  expect(semaphore.acquire(scope)).toBeUndefined();
  expect(semaphore.acquire(scope)).toBeInstanceOf(Promise);
});

it("calls functions when a slot is free, in their order, and none that was taken back", () => {
  const semaphore = new Semaphore(1);
  const scope = new TimeoutScope(new TimerQueue(createVirtualClock()));
  const called: string[] = [];
  const enqueue = (name: string) =>
    semaphore.enqueue(() => {
      called.push(name);
      void semaphore.acquire(scope);
    });
  void semaphore.acquire(scope);
  const [leaveA, leaveB] = [enqueue("a"), enqueue("b")];
  enqueue("c");
  expect([called, semaphore.isFree]).toEqual([[], false]);
  expect([leaveB(), leaveB()]).toEqual([true, false]);
  semaphore.release();
  expect([called, semaphore.isFree, leaveA()]).toEqual([["a"], false, false]);
  semaphore.release();
  semaphore.release();
  expect([called, semaphore.isFree]).toEqual([["a", "c"], true]);
});
