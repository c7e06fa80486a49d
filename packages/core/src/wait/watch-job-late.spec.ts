import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

const OVER = { done: true, value: undefined };
const contract: Contract = { ...acmeContract, references: [{ from: "body", at: "/jobs/*", id: "/id" }] };

/** The response of a start call whose body never arrives. */
const hanging = () => new Response(new ReadableStream());
const naming = (...ids: readonly string[]) => Response.json({ jobs: ids.map((id) => ({ id })) });

/** A watch of a job that stands in the response of a start call, at a minute past the epoch. */
async function watchLate(job: JobReference) {
  const { client, clock, requests } = createAcmeClient([jobIn("WORKING"), jobIn("DONE")], {}, contract);
  await clock.advance(60_000);
  const { signal, abort, listeners } = createCountedSignal();
  const watch = client.watch(job, { signal, timeoutMs: 5_000, schedule: () => 1_000 });
  const left = () => [requests.length, clock.sleepers, listeners()];
  return { watch, clock, requests, abort, left };
}

describe("a job in the body of a start call's response", () => {
  it("is watched when it has been read", async () => {
    const { watch, clock, requests, left } = await watchLate(naming("7"));
    const natives: string[] = [];
    const read = async () => {
      for await (const { id, native } of watch) natives.push(`${id} ${native}`);
    };
    await clock.run(read());
    expect(natives).toEqual(["7 WORKING", "7 DONE"]);
    expect(requests.map(({ atMs }) => atMs)).toEqual([60_000, 61_000]);
    expect(left()).toEqual([2, 0, 0]);
  });

  it("is given up at once by an abort, which is told once", async () => {
    const { watch, clock, abort, left } = await watchLate(hanging());
    const ended = rejectionOf(watch.next());
    await clock.advance(1_000);
    abort("enough");
    const error = await ended;
    expect([error.code, error.cause]).toEqual(["aborted", "enough"]);
    expect(left()).toEqual([0, 0, 0]);
    await expect(watch.next()).resolves.toEqual(OVER);
    await expect(watch.next()).resolves.toEqual(OVER);
  });

  it("is not read after an abort", async () => {
    const { watch, abort, left } = await watchLate(hanging());
    abort("before");
    const error = await rejectionOf(watch.next());
    expect([error.code, error.cause]).toEqual(["aborted", "before"]);
    expect(left()).toEqual([0, 0, 0]);
  });

  it("must arrive before the timeout, which counts from the call", async () => {
    const { watch, clock, left } = await watchLate(hanging());
    await clock.advance(2_000);
    const error = await rejectionOf(clock.run(watch.next()));
    expect([error.code, clock.now()]).toEqual(["timeout", 65_000]);
    expect(left()).toEqual([0, 0, 0]);
  });

  it("is given up at once by a return, and the pending next resolves", async () => {
    const { watch, clock, left } = await watchLate(hanging());
    const pending = watch.next();
    await clock.advance(1_000);
    await expect(watch.return?.()).resolves.toEqual(OVER);
    await expect(pending).resolves.toEqual(OVER);
    expect(left()).toEqual([0, 0, 0]);
    await expect(watch.next()).resolves.toEqual(OVER);
  });

  it("is not polled when it arrives after a return", async () => {
    const { watch, clock, left } = await watchLate(naming("7"));
    const pending = watch.next();
    await watch.return?.();
    await expect(pending).resolves.toEqual(OVER);
    await clock.advance(60_000);
    expect(left()).toEqual([0, 0, 0]);
  });

  it("may be no job: the error is told once, and then it is over", async () => {
    const { watch, left } = await watchLate(naming("7", "8"));
    const error = await rejectionOf(watch.next());
    expect(error.code).toBe("invalid-request");
    expect(error.message).toContain('the response names several jobs: "7", "8"');
    expect(left()).toEqual([0, 0, 0]);
    for (let n = 0; n < 3; n += 1) await expect(watch.next()).resolves.toEqual(OVER);
  });
});
