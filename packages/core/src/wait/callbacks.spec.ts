import { describe, expect, it, vi } from "vitest";
import type { WatchOptions } from "./wait-options.ts";
import { type AcmeOptions, createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { waitAll } from "../client/wait-all.ts";
import { watchAll } from "../client/watch-all.ts";

const WORKING = jobIn("WORKING");
const DONE = jobIn("DONE");
const fixed = { schedule: () => 5_000 };

const boom = (): never => {
  throw new Error("boom");
};

describe("a function of the caller's that throws", () => {
  it.each<[string, WatchOptions]>([
    ["schedule", { schedule: boom }],
    ["until", { ...fixed, until: boom }],
    ["onStall", { ...fixed, stallMs: 10, onStall: boom }],
  ])("as %s ends its own wait with the cause, and no other", async (_, options) => {
    const { client, clock, requests } = createAcmeClient([WORKING, WORKING, DONE]);
    const broken = rejectionOf(client.wait("7", options));
    const others = [client.wait("7", fixed), client.wait("7", fixed)];
    const ends = await clock.run(Promise.all(others));
    const error = await broken;
    expect([error.code, error.jobId]).toEqual(["invalid-request", "7"]);
    expect(error.message).toContain("a function among the options threw: boom");
    expect(error.cause).toEqual(new Error("boom"));
    expect(ends.map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 5_000, 10_000]);
    expect(clock.sleepers).toBe(0);
  });

  it("an onEvent that throws is reported on the console, and changes nothing", async () => {
    const report = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { client, clock } = createAcmeClient([WORKING, DONE], { onEvent: boom });
    await expect(clock.run(client.wait("7", fixed))).resolves.toMatchObject({ state: "succeeded" });
    expect(report).toHaveBeenCalledWith("jobstatus: onEvent threw", new Error("boom"));
    expect(clock.sleepers).toBe(0);
  });
});

describe("an async function of the caller's that rejects", () => {
  // Node ends a process at a rejection that is not handled, and vitest fails for one.
  it.each<[string, Partial<AcmeOptions>, WatchOptions]>([
    ["onEvent", { onEvent: () => Promise.reject(new Error("boom")) }, {}],
    ["onStall", {}, { stallMs: 10, onStall: () => Promise.reject(new Error("boom")) }],
  ])("as %s is reported on the console, and changes nothing", async (name, options, waitOptions) => {
    const report = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { client, clock } = createAcmeClient([WORKING, WORKING, DONE], options);
    const end = await clock.run(client.wait("7", { ...fixed, ...waitOptions }));
    expect(end.state).toBe("succeeded");
    expect(report).toHaveBeenCalledWith(`jobstatus: ${name} threw`, new Error("boom"));
  });
});

describe("an abort from within", () => {
  it.each(["schedule", "until", "onStall", "request", "response", "changed"] as const)(
    "%s ends the wait at once, and leaves nothing",
    async (where) => {
      const { signal, abort, listeners } = createCountedSignal();
      const stop = () => {
        abort("enough");
        return 5_000;
      };
      const functions: Record<string, WatchOptions> = {
        schedule: { schedule: stop },
        until: { ...fixed, until: () => stop() < 0 },
        // It is called at the second response.
        onStall: { ...fixed, stallMs: 10, onStall: stop },
      };
      const { client, clock, requests, load } = createAcmeClient([WORKING], {
        onEvent: ({ type }) => type === where && stop(),
      });
      const error = await rejectionOf(clock.run(client.wait("7", { ...fixed, ...functions[where], signal })));
      expect([error.code, error.cause]).toEqual(["aborted", "enough"]);
      expect([clock.sleepers, listeners(), load.now]).toEqual([0, 0, 0]);
      const sent = { request: 0, onStall: 2 }[where as string] ?? 1;
      await clock.advance(3_600_000);
      expect(requests.length).toBe(sent);
    },
  );

  it("until holds, even where it throws then", async () => {
    const { signal, abort } = createCountedSignal();
    const until = () => {
      abort();
      return boom();
    };
    const { client, clock } = createAcmeClient([WORKING]);
    expect((await rejectionOf(clock.run(client.wait("7", { signal, until })))).code).toBe("aborted");
  });

  it("until of another wait holds at once: nothing of the caller's is called any more", async () => {
    const { signal, abort } = createCountedSignal();
    const seen: string[] = [];
    const { client, clock } = createAcmeClient([WORKING, DONE]);
    const until = () => {
      abort();
      return false;
    };
    const first = client.wait("7", { ...fixed, until });
    const second = rejectionOf(client.wait("7", { ...fixed, signal, until: ({ native }) => seen.push(native) < 0 }));
    await clock.run(Promise.all([first, second]));
    expect([(await second).code, seen]).toEqual(["aborted", []]);
  });

  it("until holds, even where it returns true", async () => {
    const { signal, abort } = createCountedSignal();
    const until = () => {
      abort();
      return true;
    };
    const { client, clock } = createAcmeClient([WORKING]);
    expect((await rejectionOf(clock.run(client.wait("7", { signal, until })))).code).toBe("aborted");
  });

  it("an event of one wait leaves the other waits of the job alone", async () => {
    const { signal, abort, listeners } = createCountedSignal();
    const { client, clock, requests } = createAcmeClient([WORKING, DONE], {
      onEvent: ({ type }) => type === "response" && abort(),
    });
    const aborted = rejectionOf(client.wait("7", { ...fixed, signal }));
    await expect(clock.run(client.wait("7", fixed))).resolves.toMatchObject({ state: "succeeded" });
    expect([(await aborted).code, requests.length, listeners(), clock.sleepers]).toEqual(["aborted", 2, 0, 0]);
  });
});

it("a wait that begins within an event of its own job shares the response", async () => {
  const waits: Promise<unknown>[] = [];
  const { client, clock, requests } = createAcmeClient([WORKING, DONE], {
    onEvent: ({ type }) => type === "changed" && waits.length < 1 && waits.push(client.wait("7", fixed)),
  });
  await expect(clock.run(client.wait("7", fixed))).resolves.toMatchObject({ state: "succeeded" });
  await expect(clock.run(Promise.all(waits))).resolves.toMatchObject([{ state: "succeeded" }]);
  expect(requests.map(({ atMs }) => atMs)).toEqual([0, 5_000]);
});

describe("a watch that begins with what was heard before", () => {
  it.each(["wait", "waitAll"] as const)("is ended by an abort from within as well: %s", async (call) => {
    const { signal, abort, listeners } = createCountedSignal();
    const { client, clock, requests } = createAcmeClient([WORKING]);
    const { signal: firstSignal, abort: abortFirst } = createCountedSignal();
    const first = rejectionOf(client.wait("7", { ...fixed, signal: firstSignal }));
    await clock.advance(1_000);
    const until = () => {
      abort("enough");
      return false;
    };
    const options = { ...fixed, signal, until };
    const failing = async (): Promise<unknown> => (await waitAll([[client, "7"]], options))[0]?.error;
    const ended = call === "wait" ? rejectionOf(client.wait("7", options)) : failing();
    await clock.advance(0);
    abortFirst();
    await expect(ended).resolves.toMatchObject({ code: "aborted", cause: "enough" });
    await first;
    await clock.advance(3_600_000);
    expect([requests.length, listeners(), clock.sleepers]).toEqual([1, 0, 0]);
  });
});

it.each(["watch", "watchAll"] as const)(
  "a return from within ends even a watch that begins with what was heard before: %s",
  async (call) => {
    const { client, clock, requests } = createAcmeClient([WORKING]);
    const { signal, abort } = createCountedSignal();
    const first = rejectionOf(client.wait("7", { ...fixed, signal }));
    await clock.advance(1_000);
    const until = () => {
      void watch.return?.();
      return false;
    };
    const options = { ...fixed, until };
    const watch = call === "watch" ? client.watch("7", options) : watchAll([[client, "7"]], options);
    await watch.next();
    abort();
    await first;
    expect(clock.sleepers).toBe(0);
    await clock.advance(3_600_000);
    expect(requests.length).toBe(1);
  },
);
