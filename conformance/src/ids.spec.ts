import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createTrafficOpsApi } from "@jobstatus/traffic-ops/api";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { describe, expect, it } from "vitest";
import { errorOf } from "./error-of.ts";
import { createClient, providerNames } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { createScriptedFetch } from "./scripted-fetch.ts";

const baseUrl = "https://provider.example.org";
const unreadable = { status: 500, body: "" };
const cases = readCases().ids;

describe("a job's id", () => {
  it.each(cases.flatMap(({ expected, ...rest }) => ("code" in expected ? [] : [{ ...rest, expected }])))(
    "$id: $name",
    async ({ provider, job, expected: { method, path, body } }) => {
      const { fetch, requests } = createScriptedFetch(unreadable);
      const error = await errorOf(createClient(provider, { baseUrl, fetch, clock: createVirtualClock() }).status(job));
      expect(error.jobId).toBe(job);
      expect(requests.map(({ url, init }) => ({ url, method: init.method, body: init.body }))).toEqual([
        { url: baseUrl + path, method, body },
      ]);
      // What is sent is what a URL parser makes of it: nothing is resolved on the way.
      expect(requests.map(({ url }) => new URL(url).href)).toEqual([baseUrl + path]);
    },
  );

  it.each(cases.flatMap(({ expected, ...rest }) => ("code" in expected ? [{ ...rest, expected }] : [])))(
    "$id: $name",
    async ({ provider, job, expected }) => {
      const { fetch, requests } = createScriptedFetch(unreadable);
      const client = createClient(provider, { baseUrl, fetch, clock: createVirtualClock() });
      expect(await errorOf(client.status(job))).toMatchObject({ code: expected.code, provider });
      expect(await errorOf(client.wait(job))).toMatchObject({ code: expected.code, provider });
      expect(requests).toEqual([]);
    },
  );

  it.each(providerNames)("%s: one number is one id, given as text, as a bigint or as a number", async (provider) => {
    const { fetch, requests } = createScriptedFetch(unreadable);
    const client = createClient(provider, { baseUrl, fetch, clock: createVirtualClock() });
    // Vault's limit is for each job, so each form is polled by a client with a clock of its own.
    const others = [50, 50n].map((job) =>
      errorOf(createClient(provider, { baseUrl, fetch, clock: createVirtualClock() }).status(job)),
    );
    const errors = [await errorOf(client.status("50")), ...(await Promise.all(others))];
    expect(errors.map(({ jobId }) => jobId)).toEqual(["50", "50", "50"]);
    expect(new Set(requests.map(({ url, init }) => JSON.stringify([url, init.body]))).size).toBe(1);
  });

  it.each(providerNames)("%s: a number that has lost digits already is refused", async (provider) => {
    const { fetch, requests } = createScriptedFetch(unreadable);
    const error = await errorOf(createClient(provider, { fetch }).status(Number("9007199254740993")));
    expect(error).toMatchObject({ code: "invalid-request", provider });
    expect(requests).toEqual([]);
  });

  it.each(providerNames)("%s: a half of a character is refused", async (provider) => {
    const { fetch, requests } = createScriptedFetch(unreadable);
    const error = await errorOf(createClient(provider, { fetch }).status("\ud800"));
    expect(error).toMatchObject({ code: "invalid-request", provider });
    expect(requests).toEqual([]);
  });
});

it("the typed client keeps every digit of an ID", async () => {
  const body = '{"response":{"id":9007199254740993,"status":"PENDING","start_time":"2021-02-18T17:13:56Z"}}';
  const fetch = () => Promise.resolve(new Response(body, { headers: { "Content-Type": "application/json" } }));
  const api = createTrafficOpsApi(createTrafficOps({ baseUrl, credentials: { accessToken: "a-token" }, fetch }));
  const { data } = await api.GET("/api/4.0/async_status/{id}", { params: { path: { id: "9007199254740993" } } });
  expect(data?.response.id).toBe("9007199254740993");
});
