import { describe, expect, it } from "vitest";
import { waitAll } from "../client/wait-all.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { batchedAcmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { createAcmeProvider } from "../testing/acme-provider.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { contextForCall } from "./client-context.ts";
import { contextOf } from "./context-of.ts";

describe("what calls share by default", () => {
  it("is everything: two waits for one job send the requests of one", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("DONE")]);
    await clock.run(Promise.all([client.wait("7"), client.wait("7")]));
    expect([requests.length, contextForCall(contextOf(client))]).toEqual([1, contextOf(client)]);
  });
});

describe('with sharing: "call"', () => {
  const options = { sharing: "call" } as const;

  it("each call stands alone, with timers and requests of its own", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING"), jobIn("WORKING"), jobIn("DONE")], options);
    await clock.run(Promise.all([client.wait("7"), client.wait("7")]));
    expect(requests.length).toBe(4);
    const [one, two] = [contextForCall(contextOf(client)), contextForCall(contextOf(client))];
    expect(one.engine.timers).not.toBe(two.engine.timers);
    expect(one.semaphore).not.toBe(two.semaphore);
    expect(clock.sleepers).toBe(0);
  });

  it("the jobs of one call are polled together all the same", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "DONE", batchedAcmeContract, options);
    await clock.run(
      waitAll([
        [client, "1"],
        [client, "2"],
      ]),
    );
    expect(requests.length).toBe(1);
  });

  it("the provider's limit for a job holds across calls, and a call that leaves does not block it", async () => {
    const { client, clock, requests } = createAcmeClient(
      [{ hangs: "request" }, jobIn("DONE")],
      options,
      limitedAcmeContract,
    );
    const controller = new AbortController();
    const left = rejectionOf(client.wait("7", { signal: controller.signal }));
    await clock.advance(1_000);
    const other = client.wait("7");
    await clock.advance(1_000);
    controller.abort();
    await left;
    await clock.run(other);
    // The first request ended at 2 s, and the limit is 10 s from there.
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 12_000]);
  });

  it("another value is refused", () => {
    expect(() => createAcmeClient([], { sharing: "request" } as never)).toThrow('"process" or "call"');
  });
});
