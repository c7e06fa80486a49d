import { getEventListeners } from "node:events";
import type { Fetch, JobClient } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { describe, expect, it } from "vitest";
import type { CaseResponse } from "./case-types.ts";
import { errorOf } from "./error-of.ts";
import { contentTypeOf, isXml } from "./media.ts";
import { createClient, type ProviderName, providerNames } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { createScriptedFetch } from "./scripted-fetch.ts";

const reason = new Error("the caller has left");

function responseOfState(provider: ProviderName, state: string): CaseResponse {
  const found = readCases().mapping.find(
    (one) => one.provider === provider && one.expected.state === state && !isXml(contentTypeOf(one.response)),
  );
  if (found === undefined) throw new Error(`there is no case of ${provider} with the state ${state}`);
  return found.response;
}

const calls: Record<string, (client: JobClient, signal: AbortSignal) => Promise<unknown>> = {
  status: (client, signal) => client.status("50", { signal }),
  wait: (client, signal) => client.wait("50", { signal }),
  watch: (client, signal) => client.watch("50", { signal }).next(),
};
const rows = providerNames.flatMap((provider) =>
  Object.entries(calls).map(([name, call]) => ({ provider, name, call })),
);

/** A fetch that never responds, or with a body that never ends; it keeps the signals that it was given. */
function createHangingFetch(hangs: "request" | "body"): { fetch: Fetch; signals: AbortSignal[] } {
  const signals: AbortSignal[] = [];
  return {
    signals,
    fetch(_, init) {
      if (init?.signal) signals.push(init.signal);
      const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode("{")) });
      return hangs === "request" ? new Promise<Response>(() => undefined) : Promise.resolve(new Response(body));
    },
  };
}

/** Lets everything run that does not wait for time. */
async function settle(): Promise<void> {
  await createVirtualClock().advance(0);
}

describe("an abort", () => {
  it.each(rows)("$provider, $name: before a request, sends none", async ({ provider, call }) => {
    const clock = createVirtualClock();
    const { fetch, requests } = createScriptedFetch(responseOfState(provider, "succeeded"));
    const error = await errorOf(call(createClient(provider, { fetch, clock }), AbortSignal.abort(reason)));
    expect(error).toMatchObject({ code: "aborted", provider, jobId: "50", cause: reason });
    expect(requests).toEqual([]);
    expect(clock.sleepers).toBe(0);
  });

  const hanging = rows.flatMap((row) => (["request", "body"] as const).map((hangs) => ({ ...row, hangs })));
  it.each(hanging)("$provider, $name: during the $hangs, ends it at once", async ({ provider, call, hangs }) => {
    const clock = createVirtualClock();
    const controller = new AbortController();
    const { fetch, signals } = createHangingFetch(hangs);
    const ended = errorOf(call(createClient(provider, { fetch, clock }), controller.signal));
    await settle();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    controller.abort(reason);
    expect(await ended).toMatchObject({ code: "aborted", provider, cause: reason });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(clock.sleepers).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it.each(providerNames)("%s: between two requests, ends the wait and keeps the last status", async (provider) => {
    const clock = createVirtualClock();
    const controller = new AbortController();
    const { fetch, requests } = createScriptedFetch(responseOfState(provider, "running"));
    const ended = errorOf(createClient(provider, { fetch, clock }).wait("50", { signal: controller.signal }));
    await settle();
    expect(requests).toHaveLength(1);
    controller.abort(reason);
    const error = await ended;
    expect(error).toMatchObject({ code: "aborted", provider, cause: reason });
    expect(error.lastStatus?.state).toBe("running");
    expect(clock.sleepers).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    await clock.advance(3_600_000);
    expect(requests).toHaveLength(1);
  });

  it.each(rows)(
    "$provider, $name: after the end, changes nothing and finds no listener",
    async ({ provider, call }) => {
      const clock = createVirtualClock();
      const controller = new AbortController();
      const { fetch, requests } = createScriptedFetch(responseOfState(provider, "succeeded"));
      await call(createClient(provider, { fetch, clock }), controller.signal);
      controller.abort(reason);
      await clock.advance(3_600_000);
      expect(requests).toHaveLength(1);
      expect(clock.sleepers).toBe(0);
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    },
  );
});
