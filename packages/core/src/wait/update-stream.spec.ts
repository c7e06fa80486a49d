import { describe, expect, it } from "vitest";
import { UpdateStream } from "./update-stream.ts";

const DONE = { done: true, value: undefined };

/** A stream of texts, and what was called. */
function createStream(start: () => void = () => undefined) {
  const calls: string[] = [];
  const stream = new UpdateStream<string>({
    start() {
      calls.push("start");
      start();
    },
    stop() {
      calls.push("stop");
    },
  });
  return { stream, calls };
}

describe("a stream", () => {
  it("starts with the first read, and not before", async () => {
    const { stream, calls } = createStream();
    expect(calls).toEqual([]);
    const read = stream.next();
    await Promise.resolve();
    stream.push(1, "a");
    await expect(read).resolves.toEqual({ done: false, value: "a" });
    expect(calls).toEqual(["start"]);
  });

  it("keeps the latest update of each subject, in the order of their first", async () => {
    const { stream } = createStream(() => {
      for (const [subject, update] of [
        [1, "a1"],
        [2, "b1"],
        [1, "a2"],
      ] as const)
        stream.push(subject, update);
    });
    await expect(stream.next()).resolves.toMatchObject({ value: "a2" });
    await expect(stream.next()).resolves.toMatchObject({ value: "b1" });
  });

  it("is paused unless a reader waits, and resumes what was held", async () => {
    const { stream } = createStream();
    expect(stream.isPaused).toBe(true);
    const read = stream.next();
    await Promise.resolve();
    expect(stream.isPaused).toBe(false);
    stream.push(1, "a");
    expect(stream.isPaused).toBe(true);
    await read;
    const resumed: string[] = [];
    stream.hold(() => resumed.push("once"));
    const next = stream.next();
    await Promise.resolve();
    expect(resumed).toEqual(["once"]);
    stream.push(1, "b");
    await next;
    void stream.next();
    await Promise.resolve();
    expect(resumed).toEqual(["once"]);
  });

  it("that has ended gives what is left, then the error once, and is over", async () => {
    const { stream, calls } = createStream(() => {
      stream.push(1, "a");
      stream.end(new Error("broken"));
      stream.push(1, "too late");
      stream.end(new Error("again"));
    });
    await expect(stream.next()).resolves.toEqual({ done: false, value: "a" });
    await expect(stream.next()).rejects.toThrow("broken");
    await expect(stream.next()).resolves.toEqual(DONE);
    expect([calls, stream.hasEnded]).toEqual([["start", "stop"], true]);
  });

  it("that is returned is over at once, also for reads under way, and drops what was not read", async () => {
    const { stream, calls } = createStream();
    const reads = [stream.next(), stream.next()];
    await Promise.resolve();
    await expect(stream.return()).resolves.toEqual(DONE);
    await expect(Promise.all(reads)).resolves.toEqual([DONE, DONE]);
    expect(calls).toEqual(["start", "stop"]);
    const unread = createStream();
    await unread.stream.return();
    await expect(unread.stream.next()).resolves.toEqual(DONE);
    expect(unread.calls).toEqual(["stop"]);
  });

  it("whose start fails throws its error", async () => {
    const { stream } = createStream(() => {
      throw new RangeError("no start");
    });
    await expect(stream.next()).rejects.toThrow("no start");
    await expect(stream.next()).resolves.toEqual(DONE);
  });
});
