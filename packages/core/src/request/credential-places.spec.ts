import { describe, expect, it } from "vitest";
import type { JobEvent } from "../context/job-event.ts";
import type { Contract } from "../contract/contract.ts";
import { waitAll } from "../client/wait-all.ts";
import { type AcmeOptions, createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, batchedAcmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

const SECRET = "s3cret&key";
const options: Partial<AcmeOptions> = { credentials: { key: SECRET } };

/** The imaginary provider, with its key in the query. */
const inQuery: Contract = {
  ...acmeContract,
  credentials: [{ places: [{ in: "query", name: "api key", value: "{key}" }] }],
};

/** The imaginary provider, with two headers and a parameter. */
const inPlaces: Contract = {
  ...acmeContract,
  credentials: [
    {
      places: [
        { in: "header", name: "X-Client", value: "{client}" },
        { in: "header", name: "X-Pass", value: "Token {token}" },
        { in: "header", name: "X-Kind", value: "job" },
        { in: "query", name: "client", value: "{client}" },
      ],
    },
  ],
};

/** All that is shown of something: its own text, and what its properties hold. */
function shown(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value);
  return [value.message, value.stack, JSON.stringify(value), shown(value.cause ?? "")].join("\n");
}

describe("a key in the query", () => {
  it("goes into the request for a status, encoded, and into no header", async () => {
    const { client, requests } = createAcmeClient([jobIn("DONE")], options, inQuery);
    await client.status("7");
    expect(requests.map(({ url, headers }) => [url, [...headers]])).toEqual([
      ["https://shop.acme.example/v1/main/jobs/7?api%20key=s3cret%26key", [["accept", "application/json"]]],
    ]);
  });

  it("stands behind what the query has", async () => {
    const request = {
      ...inQuery.request,
      path: "/jobs?job={?}",
      id: { in: "query", name: "job", type: "string" },
    } as const;
    const { client, requests } = createAcmeClient([jobIn("DONE")], options, { ...inQuery, request });
    await client.status("7");
    expect(requests.map(({ url }) => url)).toEqual(["https://shop.acme.example/jobs?job=7&api%20key=s3cret%26key"]);
  });

  it("goes into a request for many jobs", async () => {
    const contract = { ...inQuery, batch: batchedAcmeContract.batch };
    const jobs = { body: { jobs: ["1", "2"].map((id) => ({ id, state: "DONE" })) } };
    const { client, clock, requests } = createAcmeClient([jobs], options, contract);
    await clock.run(
      waitAll([
        [client, "1"],
        [client, "2"],
      ]),
    );
    expect(requests.map(({ url }) => url)).toEqual([
      "https://shop.acme.example/v1/main/many?ids=1%2C2&api%20key=s3cret%26key",
    ]);
  });

  it.each<[string, ScriptedResponse]>([
    ["an error that repeats the URL", { status: 500, body: "no /jobs/7?api%20key=s3cret%26key" }],
    ["an error that repeats the key", { status: 403, body: { error: { text: `the key ${SECRET} is wrong` } } }],
    [
      "a redirect that repeats the URL",
      { status: 302, headers: { Location: "/login?back=%2F7%3Fapi%2520key%3Ds3cret%2526key" } },
    ],
    [
      "a broken connection whose reason names the URL",
      { fails: new Error("request to https://shop.acme.example/?api%20key=s3cret%26key failed") },
    ],
    ["a reason that holds the URL", { fails: Object.assign(new Error("failed"), { input: { url: `?k=${SECRET}` } }) }],
  ])("is in no message, property, cause or event: %s", async (_, response) => {
    const events: JobEvent[] = [];
    const onEvent = (event: JobEvent) => events.push(event);
    const { client, clock } = createAcmeClient([response], { ...options, onEvent }, inQuery);
    const error = await clock.run(rejectionOf(client.status("7")));
    const all = [
      shown(error),
      ...events.map(shown),
      ...events.map((event) => shown("error" in event ? event.error : "")),
    ];
    expect(events.length).toBeGreaterThan(0);
    expect(all.join("\n")).not.toMatch(/s3cret/);
  });

  it("goes into a request of the caller's own, whose response doesn't show it", async () => {
    const { client, requests } = createAcmeClient(
      [],
      { ...options, fetch: fetchThat((url) => responseAt(url)) },
      inQuery,
    );
    const response = await client.fetch("/things?page=2");
    expect([response.url, await response.text()]).toEqual([
      "https://shop.acme.example/things?page=2&api key=[redacted]",
      "sent",
    ]);
    expect(requests).toEqual([]);
  });

  it("is the caller's own where its URL has one", async () => {
    const urls: string[] = [];
    const fetch = fetchThat((url) => {
      urls.push(url);
      return responseAt(url);
    });
    const { client } = createAcmeClient([], { ...options, fetch }, inQuery);
    await client.fetch("/things?api+key=other#part");
    expect(urls).toEqual(["https://shop.acme.example/things?api+key=other"]);
  });

  it("is not in what a request of the caller's own fails with", async () => {
    const fetch = fetchThat((url) => {
      throw new TypeError(`request to ${url} failed`);
    });
    const { client } = createAcmeClient([], { ...options, fetch }, inQuery);
    const error: unknown = await client.fetch("/things").catch((thrown: unknown) => thrown);
    expect(error).toEqual(new Error("request to https://shop.acme.example/things?api key=[redacted] failed"));
  });

  it("never goes to another origin", async () => {
    const { client, requests } = createAcmeClient([], options, inQuery);
    expect((await rejectionOf(client.fetch("https://other.example/"))).code).toBe("invalid-request");
    expect((await rejectionOf(client.fetch("//other.example/"))).code).toBe("invalid-request");
    expect(requests).toEqual([]);
  });
});

/** A fetch that gives what a function makes of the URL. */
function fetchThat(answer: (url: string) => Response): NonNullable<AcmeOptions["fetch"]> {
  return (url) => Promise.resolve(url).then(answer);
}

function responseAt(url: string): Response {
  return Object.defineProperty(new Response("sent"), "url", { value: url, configurable: true });
}

describe("credentials in several places", () => {
  it("go into all of them, and so does what is always the same", async () => {
    const credentials = { client: "shop 1", token: "opensesame" };
    const { client, requests } = createAcmeClient([jobIn("DONE")], { credentials }, inPlaces);
    await client.status("7");
    expect(requests.map(({ url, headers }) => [url, Object.fromEntries(headers)])).toEqual([
      [
        "https://shop.acme.example/v1/main/jobs/7?client=shop%201",
        { accept: "application/json", "x-client": "shop 1", "x-kind": "job", "x-pass": "Token opensesame" },
      ],
    ]);
  });

  it("must all be there", async () => {
    const { client, requests } = createAcmeClient([], { credentials: { client: "shop" } }, inPlaces);
    const { code, message } = await rejectionOf(client.status("7"));
    expect([code, message, requests]).toEqual([
      "invalid-request",
      'acme showJob job "7": the credentials must be only { client, token }, each of them text that is not empty',
      [],
    ]);
  });

  it("are refused if a header can't carry one, without showing it", async () => {
    const { client } = createAcmeClient([], { credentials: { client: "a\nb", token: "t" } }, inPlaces);
    expect((await rejectionOf(client.status("7"))).message).toBe(
      'acme showJob job "7": the header "X-Client" cannot be sent: look for hidden characters',
    );
  });
});

describe("the headers of a contract", () => {
  const contract: Contract = {
    ...acmeContract,
    request: { ...acmeContract.request, headers: { "X-Version": "2026-01-01", "X-Account": "a-{account}" } },
  };

  it("go into the requests for a status and into the caller's own, with the values of variables", async () => {
    const { client, requests } = createAcmeClient([jobIn("DONE")], {}, contract);
    await client.status("7");
    await client.fetch("/things");
    const sent = requests.map(({ headers }) => [headers.get("X-Version"), headers.get("X-Account")]);
    expect(sent).toEqual([
      ["2026-01-01", "a-main"],
      ["2026-01-01", "a-main"],
    ]);
  });

  it("give way to the caller's own", async () => {
    const { client, requests } = createAcmeClient([jobIn("DONE")], { headers: { "x-version": "next" } }, contract);
    await client.status("7");
    expect(requests.map(({ headers }) => headers.get("X-Version"))).toEqual(["next"]);
  });

  it("are left out if a variable has no value", async () => {
    const loose = { ...contract, variables: { tenant: null, account: "main", zone: "" } };
    const request = { ...contract.request, headers: { "X-Zone": "{zone}" } };
    const { client, requests } = createAcmeClient([jobIn("DONE")], {}, { ...loose, request });
    await client.status("7");
    expect(requests.map(({ headers }) => headers.has("X-Zone"))).toEqual([false]);
  });

  it("aren't secrets: a message shows them", async () => {
    const response = { status: 400, body: { error: { text: "2026-01-01 is too old" } } };
    const { client, clock } = createAcmeClient([response], {}, contract);
    expect((await clock.run(rejectionOf(client.status("7")))).message).toContain("2026-01-01 is too old");
  });
});

it("an API that takes no credentials gets none", async () => {
  const contract: Contract = { ...acmeContract, credentials: [{ places: [] }] };
  const { client, requests } = createAcmeClient([jobIn("DONE")], { credentials: {} }, contract);
  await client.status("7");
  expect(requests.map(({ headers }) => Object.fromEntries(headers))).toEqual([{ accept: "application/json" }]);
});
