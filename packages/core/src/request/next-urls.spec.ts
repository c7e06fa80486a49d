import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

const inBody: Contract = { ...acmeContract, nextUrl: { at: "/job/next" } };
const inHeader: Contract = { ...acmeContract, nextUrl: { header: "Location" } };

const FIRST = "https://shop.acme.example/v1/main/jobs/7";

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

  it("is of no matter once the job has ended", async () => {
    const { client } = createAcmeClient([jobIn("DONE", { next: "https://evil.example/poll" })], {}, inBody);
    expect((await client.status("7")).state).toBe("succeeded");
  });
});
