import { describe, expect, it } from "vitest";
import type { JobClient } from "../client/job-client.ts";
import { step } from "../client/step.ts";
import type { Contract } from "../contract/contract.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";
import { fixed } from "../wait/schedules/fixed.ts";

const inBody: Contract = { ...acmeContract, nextUrl: { at: "/job/next" } };
const inHeader: Contract = { ...acmeContract, nextUrl: { header: "Location" } };

const FIRST = "https://shop.acme.example/v1/main/jobs/7";

/** A token of a wait that has seen nothing. */
async function tokenOf(client: JobClient): Promise<ResumeToken> {
  const signal = AbortSignal.abort();
  const { resume } = await rejectionOf(step(client, "7", { signal }));
  if (!resume) throw new Error("the error has no token");
  return resume;
}

/** The URLs that a wait for a job requests, if the first response names this one and the second none. */
async function urlsAfter(next: unknown, contract = inBody): Promise<string[]> {
  const { client, clock, requests } = createAcmeClient(
    [jobIn("WORKING", { next }), jobIn("WORKING"), jobIn("DONE")],
    {},
    contract,
  );
  await clock.run(client.wait("7"));
  return requests.map(({ url }) => url);
}

describe("a URL for the next request", () => {
  it.each([
    ["a URL of the client's origin", `https://shop.acme.example/poll?x=1#part`, "https://shop.acme.example/poll?x=1"],
    ["a path", "/poll?x=1", "https://shop.acme.example/poll?x=1"],
    ["a path from where the request went", "8?x=%20", "https://shop.acme.example/v1/main/jobs/8?x=%20"],
  ])("is followed until another one comes: %s", async (_, next, url) => {
    expect(await urlsAfter(next)).toEqual([FIRST, url, url]);
  });

  it.each([
    ["none", undefined],
    ["null", null],
    ["no text", ""],
    ["an object", { href: "/poll" }],
  ])("is the same as before if the response names %s", async (_, next) => {
    expect(await urlsAfter(next)).toEqual([FIRST, FIRST, FIRST]);
  });

  it("may be in a header", async () => {
    const running: ScriptedResponse = { ...jobIn("WORKING"), headers: { Location: "/poll" } };
    const { client, clock, requests } = createAcmeClient([running, jobIn("DONE")], {}, inHeader);
    await clock.run(client.wait("7"));
    expect(requests.map(({ url }) => url)).toEqual([FIRST, "https://shop.acme.example/poll"]);
  });

  it.each([
    ["https://evil.example/poll", "leads to https://evil.example"],
    ["//evil.example/poll", "leads to https://evil.example"],
    ["http://shop.acme.example/poll", "leads to http://shop.acme.example"],
    ["https://shop.acme.example:8443/poll", "leads to https://shop.acme.example:8443"],
    ["https://ann@shop.acme.example/poll", "leads to https://shop.acme.example"],
    ["javascript:alert(1)", "leads to null"],
    ["https://", "isn't a URL"],
  ])("can't lead to another origin: %s", async (next, where) => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING", { next })], {}, inBody);
    const error = await clock.run(rejectionOf(client.status("7")));
    expect([error.code, error.where, requests.length]).toEqual(["invalid-response", "/job/next", 1]);
    expect(error.message).toContain(
      `the next URL ${where}, and this client sends requests to https://shop.acme.example only`,
    );
  });

  it("a URL of another origin costs a wait from its budget, and no request goes there", async () => {
    const running = jobIn("WORKING", { next: "https://evil.example/poll" });
    const { client, clock, requests } = createAcmeClient([running, jobIn("DONE")], {}, inBody);
    expect((await clock.run(client.wait("7"))).state).toBe("succeeded");
    expect(requests.map(({ url }) => url)).toEqual([FIRST, FIRST]);
  });

  it("is kept in a resume token as a path, with which the wait continues at that URL", async () => {
    const first = createAcmeClient([jobIn("WORKING", { next: "/poll?x=1" }), { status: 503 }], {}, inBody);
    const step1 = await first.clock.run(step(first.client, "7"));
    const step2 = await first.clock.run(step(first.client, step1.done ? "" : step1.resume));
    expect(step1).toMatchObject({ done: false, resume: { nextPath: "/poll?x=1" } });
    expect(step2).toMatchObject({ done: false, resume: { nextPath: "/poll?x=1" } });
    expect(step2.error?.httpStatus).toBe(503);
    const second = createAcmeClient([jobIn("DONE")], {}, inBody);
    await second.clock.run(second.client.wait(step2.done ? "" : step2.resume));
    expect(first.requests.concat(second.requests).map(({ url }) => url)).toEqual([
      FIRST,
      "https://shop.acme.example/poll?x=1",
      "https://shop.acme.example/poll?x=1",
    ]);
  });

  it.each([
    ["//evil.example/poll", "https://shop.acme.example//evil.example/poll"],
    ["/../poll", "https://shop.acme.example/poll"],
  ])("in a resume token stays on the client's origin: %s", async (nextPath, url) => {
    const { client, requests } = createAcmeClient([jobIn("DONE")], {}, inBody);
    await client.status({ ...(await tokenOf(client)), nextPath });
    expect(requests.map((request) => new URL(request.url).href)).toEqual([url]);
  });

  it.each(["@evil.example/poll", ".evil.example/poll", "https://evil.example", "", 7, null])(
    "in a resume token must be a path: %s",
    async (nextPath) => {
      const { client, requests } = createAcmeClient([jobIn("DONE")], {}, inBody);
      const token = { ...(await tokenOf(client)), nextPath } as ResumeToken;
      const error = await rejectionOf(client.status(token));
      expect([error.code, error.message]).toEqual(["invalid-request", expect.stringContaining("is damaged")]);
      expect(requests).toEqual([]);
    },
  );

  it("doesn't loosen the limit for each job", async () => {
    const contract: Contract = { ...inBody, minPollIntervalMs: 10_000 };
    const responses = [jobIn("WORKING", { next: "/a" }), jobIn("WORKING", { next: "/b" }), jobIn("DONE")];
    const { client, clock, requests } = createAcmeClient(responses, {}, contract);
    await clock.run(client.wait("7", { schedule: fixed(1_000) }));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10_000, 20_000]);
  });

  it("is of no matter once the job has ended", async () => {
    const { client } = createAcmeClient([jobIn("DONE", { next: "https://evil.example/poll" })], {}, inBody);
    expect((await client.status("7")).state).toBe("succeeded");
  });
});
