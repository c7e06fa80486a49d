import fc from "fast-check";
import { expect, it } from "vitest";
import type { WatchOptions } from "./wait-options.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, batchedAcmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { idsIn } from "../testing/acme-provider.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import type { RecordedRequest, ScriptedResponse } from "../testing/scripted-fetch.ts";
import type { ClientJob } from "../client/many-jobs.ts";
import { waitAll } from "../client/wait-all.ts";

const TIMEOUT_MS = 60_000;

const states = fc.constantFrom("QUEUED", "WORKING", "WORKING", "NEW WORD", "UNSURE", "DONE", "BROKEN");

/** What a provider may come up with. */
const responses: fc.Arbitrary<ScriptedResponse> = fc.oneof(
  { weight: 6, arbitrary: states.map((state) => jobIn(state)) },
  { weight: 2, arbitrary: fc.tuple(states, fc.nat(40_000)).map(([state, takesMs]) => ({ ...jobIn(state), takesMs })) },
  { weight: 2, arbitrary: fc.constantFrom(503, 500, 404, 429, 302, 403).map((status) => ({ status })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("0", "20", "-1", "9999999", "x", "Thu, 01 Jan 1970 00:00:30 GMT")
      .chain((text) =>
        fc
          .constantFrom(200, 429, 503)
          .map((status) => ({ ...jobIn("WORKING"), status, headers: { "Retry-After": text } })),
      ),
  },
  { weight: 1, arbitrary: fc.constantFrom({ hangs: "request" as const }, { hangs: "body" as const, body: "{" }) },
  { weight: 1, arbitrary: fc.constantFrom({ body: "no JSON" }, { fails: new TypeError("fetch failed") }) },
);

/** A caller that needs a job's status: from when, by which call, and until when. */
const callers = fc.record({
  atMs: fc.nat(40_000),
  call: fc.constantFrom("wait" as const, "watch" as const, "status" as const, "waitAll" as const),
  id: fc.constantFrom("1", "2"),
  intervalMs: fc.constantFrom(0, 2_000, 7_000, Infinity),
  abortAfterMs: fc.option(fc.nat(50_000), { nil: undefined }),
  /** A reader of a watch stops after so many changes. */
  reads: fc.integer({ min: 1, max: 3 }),
});

const contracts = fc.constantFrom(acmeContract, limitedAcmeContract, batchedAcmeContract);

/** The response to one request: jobs that are polled together share it. */
function responseFor(request: RecordedRequest, response: ScriptedResponse): ScriptedResponse {
  const { body } = response;
  if (!request.url.includes("?ids=") || typeof body !== "object" || body === null || !("job" in body)) return response;
  const job: object = Object(body.job);
  return { ...response, body: { jobs: idsIn(request).map((id) => ({ ...job, id })) } };
}

it("whatever the provider says and the callers do: no limit is broken, nothing overlaps, all ends, and nothing is left", async () => {
  const property = fc.asyncProperty(
    contracts,
    fc.array(responses, { minLength: 1, maxLength: 8 }),
    fc.array(callers, { minLength: 1, maxLength: 4 }),
    fc.double({ min: 0, max: 0.999, noNaN: true }),
    async (contract, script, everyone, chance) => {
      let next = 0;
      const responseTo = (request: RecordedRequest) => {
        const response = script[Math.min(next, script.length - 1)] ?? {};
        next += 1;
        return responseFor(request, response);
      };
      const { client, clock, requests, load } = createAcmeClient(responseTo, { random: () => chance }, contract);
      const left: (() => number)[] = [];

      const run = async ({ atMs, call, id, intervalMs, abortAfterMs, reads }: (typeof everyone)[number]) => {
        const none = new AbortController().signal;
        await clock.sleep(atMs, none);
        const { signal, abort, listeners } = createCountedSignal();
        left.push(listeners);
        // Without a shortest interval, a schedule of no delay would poll for ever.
        const nextPollMs0 = contract === limitedAcmeContract ? intervalMs : Math.max(2_000, intervalMs);
        const options: WatchOptions = { timeoutMs: TIMEOUT_MS, schedule: () => nextPollMs0, signal };
        // `status` has no timeout: a signal stands for it.
        const stopMs = abortAfterMs ?? (call === "status" ? TIMEOUT_MS : undefined);
        const stop = new AbortController();
        if (stopMs !== undefined)
          clock.sleep(stopMs, stop.signal).then(
            () => abort("enough"),
            () => undefined,
          );
        try {
          if (call === "wait") await client.wait(id, options);
          else if (call === "status") await client.status(id, { signal });
          else if (call === "waitAll")
            await waitAll(
              ["1", "2", "3"].map((job): ClientJob => [client, job]),
              options,
            );
          else {
            let read = 0;
            for await (const _ of client.watch(id, options)) if ((read += 1) === reads) break;
          }
        } catch (error) {
          if (!(error instanceof JobStatusError)) throw error;
        } finally {
          stop.abort();
        }
        // It ends by the timeout at the latest, and at once when it is aborted.
        expect(clock.now()).toBeLessThanOrEqual(atMs + Math.min(TIMEOUT_MS, stopMs ?? Infinity));
        expect(listeners()).toBe(0);
      };

      await clock.run(Promise.all(everyone.map(run)));
      await clock.advance(0);
      expect([clock.sleepers, load.now, ...left.map((listeners) => listeners())]).toEqual([0, 0, ...left.map(() => 0)]);
      const sent = requests.length;
      await clock.advance(600_000);
      expect(requests.length).toBe(sent);

      const minIntervalMs = contract === limitedAcmeContract ? 10_000 : 0;
      for (const id of ["1", "2", "3"]) {
        const own = requests.filter((request) => idsIn(request).includes(id));
        own.slice(1).forEach((request, n) => {
          const { atMs, endedMs = Infinity } = own[n] ?? request;
          expect(request.atMs - atMs).toBeGreaterThanOrEqual(minIntervalMs);
          expect(request.atMs).toBeGreaterThanOrEqual(endedMs);
        });
      }
    },
  );
  await fc.assert(property, { numRuns: 25, seed: 20_261_121, endOnFailure: true });
}, 30_000);
