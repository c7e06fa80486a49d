import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { jobIdsFrom } from "../client/job-ids-from.ts";

const contract = { ...acmeContract, references: [{ from: "body", id: "/id" }] } as const;
const create = () => createAcmeClient([jobIn("DONE")], {}, contract);

/** A start call's response whose body never comes to its end, or breaks off. */
function responseThat(ends: "hangs" | "breaks"): Response {
  return new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"id":'));
        if (ends === "breaks") controller.error(new Error("reset"));
      },
    }),
  );
}

describe("the response of a start call, passed as it is,", () => {
  it("names the job for a question and for a wait", async () => {
    const { client, clock, requests } = create();
    expect((await clock.run(client.status(Response.json({ id: 7 })))).id).toBe("7");
    expect((await clock.run(client.wait(Response.json({ id: 8 })))).id).toBe("8");
    expect(requests.map(({ url }) => url.at(-1))).toEqual(["7", "8"]);
    expect(clock.sleepers).toBe(0);
  });

  it("is waited for no longer than 30 s", async () => {
    const { client, clock } = create();
    const error = await clock.run(rejectionOf(jobIdsFrom(client, responseThat("hangs"))));
    expect([error.code, error.message, clock.now()]).toEqual([
      "unavailable",
      "acme showJob: the job is not known, since the body of the start call's response did not arrive within 30000 ms",
      30_000,
    ]);
    expect(error.cause).toBeInstanceOf(DOMException);
    expect(clock.sleepers).toBe(0);
  });

  it.each([
    [10_000, "timeout", 10_000],
    [30_000, "timeout", 30_000],
    [30_001, "unavailable", 30_000],
  ])("by a wait of %i ms no longer than its timeout: %s", async (timeoutMs, code, atMs) => {
    const { client, clock } = create();
    const error = await clock.run(rejectionOf(client.wait(responseThat("hangs"), { timeoutMs })));
    expect([error.code, clock.now(), clock.sleepers]).toEqual([code, atMs, 0]);
  });

  it("may break off, which is not a timeout", async () => {
    const { client, clock } = create();
    const error = await clock.run(rejectionOf(client.wait(responseThat("breaks"), { timeoutMs: 10_000 })));
    expect([error.code, clock.now()]).toEqual(["unavailable", 0]);
    expect(error.cause).toEqual(new Error("reset"));
  });

  it("is not waited for after an abort, which leaves nothing", async () => {
    const { client, clock } = create();
    const { signal, abort, listeners } = createCountedSignal();
    const error = rejectionOf(client.status(responseThat("hangs"), { signal }));
    await clock.advance(500);
    abort("enough");
    expect(await error).toMatchObject({
      code: "aborted",
      message: "acme showJob: the caller's signal was aborted",
      cause: "enough",
    });
    expect([clock.now(), clock.sleepers, listeners()]).toEqual([500, 0, 0]);
  });
});
