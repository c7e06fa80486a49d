import { type JobReference, providerFromUrl, jobIdsFrom } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { describe, expect, it } from "vitest";
import { errorOf } from "./error-of.ts";
import { createClient, type ProviderName, rightOptions, createClientFromOptions } from "./provider.ts";
import { contracts } from "./testing/contracts.ts";

// What any client must make of a start call's response is in cases/references. Here is what is ours alone: several
// jobs at once, the kinds of values that only JavaScript has, and what stands in our errors.

const statusLink = { rel: "status", href: "/v2/operations/alias/status/wa1-12345", id: "wa1-12345" };
const twoJobs = [
  { server: "a", isQueued: true, links: [statusLink] },
  { server: "b", isQueued: true, links: [{ ...statusLink, id: "wa1-12346" }] },
  { server: "c", isQueued: false, errorMessage: "The server is busy." },
];

describe("what names jobs", () => {
  it.each<[ProviderName, string, JobReference, readonly string[]]>([
    ["centurylink-v1", "a number", 50, ["50"]],
    ["centurylink-v2", "a job for each server", twoJobs, ["wa1-12345", "wa1-12346"]],
    ["centurylink-v2", "a URL", new URL("https://provider.example.org/v2/operations/ALIAS/status/wa1-1"), ["wa1-1"]],
  ])("%s: %s", async (provider, _, reference, ids) => {
    const { jobs } = await jobIdsFrom(createClient(provider), reference);
    expect(jobs.map(({ id }) => id)).toEqual(ids);
  });

  it.each<[ProviderName, string, JobReference, object]>([
    [
      "centurylink-v1",
      "an id that has lost digits before it came",
      JSON.parse('{"RequestID": 9007199254740993}') as object,
      { code: "invalid-request" },
    ],
    [
      "centurylink-v2",
      "plain http, where the client's origin is another",
      "http://provider.example.org/v2/operations/ALIAS/status/wa1-1",
      { code: "invalid-request" },
    ],
    [
      "centurylink-v2",
      "servers that were not queued, with the words that they share",
      [
        { server: "a", isQueued: false, errorMessage: "The server is busy." },
        { server: "b", isQueued: false, errorMessage: "The server is busy." },
      ],
      { code: "no-job", nativeMessage: "The server is busy." },
    ],
    [
      "traffic-ops",
      "a Response whose body says why its Location names no job",
      new Response(JSON.stringify({ alerts: [{ text: "It is already running.", level: "warning" }] }), {
        status: 202,
        headers: { Location: "/api/4.0/async_status/0" },
      }),
      { code: "no-job", nativeMessage: "It is already running." },
    ],
    [
      "zendesk",
      "a Response that is an error, with all that it says",
      Response.json({ error: "RecordInvalid", description: "Nothing to do." }, { status: 422 }),
      { code: "no-job", httpStatus: 422, nativeCode: "RecordInvalid", nativeMessage: "Nothing to do." },
    ],
  ])("%s refuses: %s", async (provider, _, reference, expected) => {
    const client = createClient(provider);
    expect(await errorOf(jobIdsFrom(client, reference))).toMatchObject({ provider, ...expected });
  });

  it("names all of several jobs where one is wanted", async () => {
    const error = await errorOf(createClient("centurylink-v2").wait(twoJobs));
    expect(error.code).toBe("invalid-request");
    expect(error.message).toContain('"wa1-12345", "wa1-12346"');
  });

  it("gives what was refused beside the jobs", async () => {
    expect(await jobIdsFrom(createClient("centurylink-v2"), twoJobs)).toEqual({
      jobs: [
        { id: "wa1-12345", operation: "default" },
        { id: "wa1-12346", operation: "default" },
      ],
      refusals: [{ name: "c", message: "The server is busy." }],
    });
  });

  it("takes a link that lies under the path of the base URL, or beside it", async () => {
    const options = { ...rightOptions("zendesk"), baseUrl: "https://proxy.example.org/zendesk" };
    const client = createClientFromOptions("zendesk", options);
    const named = { jobs: [{ id: "7", operation: "default" }], refusals: [] };
    expect(await jobIdsFrom(client, "/zendesk/api/v2/job_statuses/7.json")).toEqual(named);
    expect(await jobIdsFrom(client, "/api/v2/job_statuses/7.json")).toEqual(named);
  });
});

describe("a body that does not come", () => {
  const stalled = () => new Response(new ReadableStream<Uint8Array>(), { status: 200 });

  it("ends with the timeout", async () => {
    const clock = createVirtualClock();
    const error = await clock.run(errorOf(createClient("zendesk", { clock }).wait(stalled(), { timeoutMs: 5_000 })));
    expect(error.code).toBe("timeout");
    expect(clock.now()).toBe(5_000);
    expect(clock.sleepers).toBe(0);
  });

  it("ends at the caller's abort", async () => {
    const clock = createVirtualClock();
    const controller = new AbortController();
    const reason = new Error("the caller has left");
    const ended = errorOf(createClient("zendesk", { clock }).wait(stalled(), { signal: controller.signal }));
    await clock.advance(0);
    controller.abort(reason);
    expect(await ended).toMatchObject({ code: "aborted", cause: reason });
    expect(clock.sleepers).toBe(0);
  });

  it("is left behind by a caller that leaves", async () => {
    const clock = createVirtualClock();
    const watch = createClient("zendesk", { clock }).watch(stalled());
    const next = watch.next();
    await clock.advance(0);
    await watch.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(clock.sleepers).toBe(0);
  });

  it("was read already: the decoded body is wanted", async () => {
    const response = Response.json({ id: "1" });
    await response.text();
    const error = await errorOf(createClient("zendesk").status(response));
    expect(error.message).toContain("read already");
  });
});

describe("providerFromUrl", () => {
  it.each([
    [
      "https://api.ctl.io/v2/operations/ALIAS/status/wa1-12345",
      { provider: "centurylink-v2", id: "wa1-12345", variables: { accountAlias: "ALIAS" } },
    ],
    [
      "https://api.ctl.io/v2-experimental/operations/ALIAS/status/2b70710d",
      { provider: "centurylink-v2", id: "2b70710d", operation: "experimental", variables: { accountAlias: "ALIAS" } },
    ],
    [
      "https://ops.example.org:8443/api/4.0/async_status/34",
      { provider: "traffic-ops", id: "34", variables: { host: "ops.example.org:8443" } },
    ],
    [
      "https://myvault.veevavault.com/api/v26.1/services/jobs/1201",
      { provider: "veeva-vault", id: "1201", variables: { vaultDns: "myvault.veevavault.com", version: "v26.1" } },
    ],
    [
      "https://company.zendesk.com/api/v2/job_statuses/82de0b04.json",
      { provider: "zendesk", id: "82de0b04", variables: { subdomain: "company" } },
    ],
  ])("%s", (url, expected) => {
    expect(providerFromUrl(url, contracts)).toMatchObject(expected);
    expect(providerFromUrl(new URL(url), contracts)?.contract.provider).toBe(expected.provider);
  });

  it.each([
    "http://company.zendesk.com/api/v2/job_statuses/1.json",
    "https://company.zendesk.com.example.org/api/v2/job_statuses/1.json",
    "https://ann:pw@company.zendesk.com/api/v2/job_statuses/1.json",
    "https://company.zendesk.com/api/v2/tickets/1.json",
    "https://ops.example.org/api/4.0/servers/34",
    "/api/v2/job_statuses/1.json",
    "no URL",
  ])("%s is of none", (url) => {
    expect(providerFromUrl(url, contracts)).toBeUndefined();
  });
});
