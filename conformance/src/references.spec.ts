import { centurylinkV1Contract } from "@jobstatus/centurylink-v1";
import { centurylinkV2Contract } from "@jobstatus/centurylink-v2";
import { parseJson, providerFromUrl, readReferences } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { trafficOpsContract } from "@jobstatus/traffic-ops";
import { veevaVaultContract } from "@jobstatus/veeva-vault";
import { zendeskContract } from "@jobstatus/zendesk";
import { describe, expect, it } from "vitest";
import { errorOf } from "./error-of.ts";
import { createClient, type ProviderName, rightOptions, createClientFromOptions } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { createScriptedFetch } from "./scripted-fetch.ts";

// The shapes are those that the providers' documents show and that recordings of their traffic hold; the ids are made up.

const statusLink = { rel: "status", href: "/v2/operations/alias/status/wa1-12345", id: "wa1-12345" };
const selfLink = { rel: "self", href: "/v2/servers/alias/8134c91a", id: "8134c91a" };

const named: readonly (readonly [ProviderName, string, unknown, readonly string[]])[] = [
  ["centurylink-v1", "an id", 50, ["50"]],
  ["centurylink-v1", "the answer of a start call", { RequestID: 1, Success: true, StatusCode: 0 }, ["1"]],
  ["centurylink-v1", "its id as text", { RequestID: "50", Success: true }, ["50"]],
  [
    "centurylink-v1",
    "an id beyond 2^53, in a text that parseJson has read",
    parseJson('{"RequestID": 9007199254740993, "Success": true}'),
    ["9007199254740993"],
  ],
  ["centurylink-v2", "an id with an account", "wa1-12345", ["wa1-12345"]],
  [
    "centurylink-v2",
    "one job for several servers",
    [
      { server: "a", isQueued: true, links: [statusLink] },
      { server: "b", isQueued: true, links: [selfLink, statusLink] },
    ],
    ["wa1-12345"],
  ],
  [
    "centurylink-v2",
    "a job for each server",
    [
      { server: "a", isQueued: true, links: [statusLink] },
      { server: "b", isQueued: true, links: [{ ...statusLink, id: "wa1-12346" }] },
      { server: "c", isQueued: false, errorMessage: "The server is busy." },
    ],
    ["wa1-12345", "wa1-12346"],
  ],
  [
    "centurylink-v2",
    "a server's links, never self",
    { server: "a", isQueued: true, links: [selfLink, statusLink] },
    ["wa1-12345"],
  ],
  ["centurylink-v2", "a bare link", statusLink, ["wa1-12345"]],
  [
    "centurylink-v2",
    "an operation",
    { operationId: "2b70710d", uri: "http://other.example/v2-experimental/operations/RSDA/status/2b70710d" },
    ["2b70710d"],
  ],
  [
    "centurylink-v2",
    "an operation by its uri",
    { uri: "/v2-experimental/operations/ALIAS/status/2b70710d" },
    ["2b70710d"],
  ],
  ["centurylink-v2", "a link with its alias in another case", "/v2/operations/alias/status/wa1-1", ["wa1-1"]],
  ["centurylink-v2", "a URL", new URL("https://provider.example.org/v2/operations/ALIAS/status/wa1-1"), ["wa1-1"]],
  ["traffic-ops", "a Location of another version", "/api/4.1/async_status/34", ["34"]],
  ["traffic-ops", "an absolute link", "https://provider.example.org/api/5.0/async_status/34", ["34"]],
  ["traffic-ops", "a protocol-relative link", "//provider.example.org/api/4.0/async_status/34", ["34"]],
  [
    "traffic-ops",
    "the Response of a start call",
    new Response(JSON.stringify({ alerts: [{ text: "It has begun.", level: "success" }] }), {
      status: 202,
      headers: { Location: "/api/4.0/async_status/34" },
    }),
    ["34"],
  ],
  [
    "veeva-vault",
    "job_id, a number",
    { responseStatus: "SUCCESS", job_id: 1201, url: "/api/v26.1/services/jobs/1201" },
    ["1201"],
  ],
  [
    "veeva-vault",
    "job_id against the url",
    { responseStatus: "SUCCESS", job_id: "1201", url: "/api/v26.1/services/jobs/1202" },
    ["1201"],
  ],
  ["veeva-vault", "jobId", { responseStatus: "SUCCESS", jobId: "1201" }, ["1201"]],
  ["veeva-vault", "job_id under data", { responseStatus: "SUCCESS", data: { job_id: 1201 } }, ["1201"]],
  ["veeva-vault", "jobId under data", { responseStatus: "SUCCESS", data: { jobId: "1201" } }, ["1201"]],
  [
    "veeva-vault",
    "a url of another version",
    { responseStatus: "SUCCESS", url: "/api/v15.0/services/jobs/1201" },
    ["1201"],
  ],
  ["veeva-vault", "an absolute URL", { URL: "https://provider.example.org/api/v26.1/services/jobs/1201" }, ["1201"]],
  ["veeva-vault", "a job_id that is null", { job_id: null, url: "/api/v26.1/services/jobs/1201" }, ["1201"]],
  ["veeva-vault", "a link of another version", "/api/v15.0/services/jobs/1601", ["1601"]],
  [
    "zendesk",
    "a job status as the answer, with a url of another host",
    {
      job_status: {
        id: "82de0b04",
        url: "https://company.zendesk.com/api/v2/job_statuses/82de0b04.json",
        status: "queued",
      },
    },
    ["82de0b04"],
  ],
  ["zendesk", "a bare job status", { id: "82de0b04", status: "queued" }, ["82de0b04"]],
  ["zendesk", "a link with .json", "/api/v2/job_statuses/82de0b04.json", ["82de0b04"]],
  ["zendesk", "a link without", "https://provider.example.org/api/v2/job_statuses/V3-82de0b04?x=1#y", ["V3-82de0b04"]],
  ["zendesk", "a Response", Response.json({ job_status: { id: "82de0b04" } }), ["82de0b04"]],
];

const refused: readonly (readonly [ProviderName, string, unknown, object])[] = [
  [
    "centurylink-v1",
    "Success: false",
    { Success: false, Message: "The operation is not possible.", StatusCode: 6 },
    { code: "no-job", nativeMessage: "The operation is not possible." },
  ],
  ["centurylink-v1", "a link", "/REST/Queue/50", { code: "invalid-request" }],
  [
    "centurylink-v1",
    "an id that has lost digits",
    JSON.parse('{"RequestID": 9007199254740993}'),
    { code: "invalid-request" },
  ],
  [
    "centurylink-v2",
    "isQueued: false",
    [
      { server: "a", isQueued: false, errorMessage: "The server is busy." },
      { server: "b", isQueued: false, errorMessage: "The server is busy." },
    ],
    { code: "no-job", nativeMessage: "The server is busy." },
  ],
  [
    "centurylink-v2",
    "isQueued: false, alone",
    { server: "a", isQueued: false, errorMessage: "The server is busy." },
    { code: "no-job", nativeMessage: "The server is busy." },
  ],
  ["centurylink-v2", "a link of another account", "/v2/operations/OTHER/status/wa1-1", { code: "invalid-request" }],
  [
    "centurylink-v2",
    "another host",
    "https://other.example/v2/operations/ALIAS/status/wa1-1",
    { code: "invalid-request" },
  ],
  [
    "centurylink-v2",
    "plain http",
    "http://provider.example.org/v2/operations/ALIAS/status/wa1-1",
    { code: "invalid-request" },
  ],
  ["traffic-ops", "async_status/0", "/api/4.0/async_status/0", { code: "no-job" }],
  [
    "traffic-ops",
    "a Response with async_status/0",
    new Response(JSON.stringify({ alerts: [{ text: "It is already running.", level: "warning" }] }), {
      status: 202,
      headers: { Location: "/api/4.0/async_status/0" },
    }),
    { code: "no-job", nativeMessage: "It is already running." },
  ],
  [
    "traffic-ops",
    "a body, which never names the job",
    { alerts: [{ text: "It has begun.", level: "success" }] },
    { code: "invalid-request" },
  ],
  [
    "traffic-ops",
    "a Response that is an error",
    Response.json({ alerts: [{ text: "Forbidden.", level: "error" }] }, { status: 403 }),
    { code: "no-job", httpStatus: 403, nativeMessage: "Forbidden." },
  ],
  [
    "traffic-ops",
    "a user in the URL",
    "https://ann:pw@provider.example.org/api/4.0/async_status/3",
    { code: "invalid-request" },
  ],
  ["traffic-ops", "a protocol-relative host", "//other.example/api/4.0/async_status/3", { code: "invalid-request" }],
  ["traffic-ops", "a host behind a backslash", "/\\other.example/api/4.0/async_status/3", { code: "invalid-request" }],
  ["traffic-ops", "another path", "/api/4.0/servers/3", { code: "invalid-request" }],
  ["traffic-ops", "an id that is no integer", "/api/4.0/async_status/abc", { code: "invalid-request" }],
  [
    "veeva-vault",
    "FAILURE",
    { responseStatus: "FAILURE", errors: [{ type: "INVALID_DATA", message: "No such binder." }] },
    { code: "no-job", nativeMessage: "No such binder." },
  ],
  ["veeva-vault", "EXCEPTION", { responseStatus: "EXCEPTION" }, { code: "no-job" }],
  [
    "veeva-vault",
    "a URL of another host",
    { URL: "https://other.example/api/v26.1/services/jobs/1" },
    { code: "invalid-request" },
  ],
  [
    "zendesk",
    "an answer without a job",
    { error: "RecordInvalid", description: "Nothing to do." },
    { code: "invalid-request" },
  ],
  ["zendesk", "a list", [{ id: "1" }], { code: "invalid-request" }],
  [
    "zendesk",
    "a Response that is an error",
    Response.json({ error: "RecordInvalid", description: "Nothing to do." }, { status: 422 }),
    { code: "no-job", httpStatus: 422, nativeCode: "RecordInvalid", nativeMessage: "Nothing to do." },
  ],
];

describe("what names a job", () => {
  it.each(named)("%s: %s", async (provider, _, reference, ids) => {
    expect(await readReferences(createClient(provider), reference as object)).toEqual(ids);
  });

  it.each(refused)("%s refuses: %s", async (provider, _, reference, expected) => {
    const client = createClient(provider);
    expect(await errorOf(readReferences(client, reference as object))).toMatchObject({ provider, ...expected });
  });

  const asked = named.filter(([, , , ids]) => ids.length === 1);
  it.each(asked)("%s asks for: %s", async (provider, _, reference, [id = ""]) => {
    const ended = readCases().mapping.find(
      (one) => one.provider === provider && one.expected.state === "succeeded" && !one.answer.body.startsWith("<"),
    );
    if (ended === undefined) throw new Error(`there is no case of ${provider} that has succeeded`);
    const clock = createVirtualClock();
    const scripted = createScriptedFetch(ended.answer);
    const client = createClient(provider, { fetch: scripted.fetch, clock });
    const copy = reference instanceof Response ? reference.clone() : (reference as object);
    expect(await clock.run(client.wait(copy))).toMatchObject({ provider, id, state: "succeeded" });
    const [request] = scripted.requests;
    expect(request?.url.startsWith("https://provider.example.org/")).toBe(true);
    expect(JSON.stringify([request?.url, request?.init.body])).toContain(id);
  });

  it("names all of several jobs where one is wanted", async () => {
    const client = createClient("centurylink-v2");
    const answer = [{ links: [statusLink] }, { links: [{ ...statusLink, id: "wa1-12346" }] }];
    const error = await errorOf(client.wait(answer));
    expect(error.code).toBe("invalid-request");
    expect(error.message).toContain('"wa1-12345", "wa1-12346"');
  });

  it("takes a link that lies under the path of the base URL, or beside it", async () => {
    const options = { ...rightOptions("zendesk"), baseUrl: "https://proxy.example.org/zendesk" };
    const client = createClientFromOptions("zendesk", options);
    expect(await readReferences(client, "/zendesk/api/v2/job_statuses/7.json")).toEqual(["7"]);
    expect(await readReferences(client, "/api/v2/job_statuses/7.json")).toEqual(["7"]);
  });
});

describe("a body that does not come", () => {
  const stalled = () => new Response(new ReadableStream<Uint8Array>(), { status: 200 });

  it("ends with the deadline", async () => {
    const clock = createVirtualClock();
    const error = await clock.run(errorOf(createClient("zendesk", { clock }).wait(stalled(), { deadlineMs: 5_000 })));
    expect(error.code).toBe("deadline");
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

  it("is left behind by who leaves", async () => {
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
  const contracts = [
    centurylinkV1Contract,
    centurylinkV2Contract,
    trafficOpsContract,
    veevaVaultContract,
    zendeskContract,
  ];

  it.each([
    [
      "https://api.ctl.io/v2/operations/ALIAS/status/wa1-12345",
      { provider: "centurylink-v2", id: "wa1-12345", variables: { accountAlias: "ALIAS" } },
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
