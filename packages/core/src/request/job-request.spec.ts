import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { allParts } from "../client/all-parts.ts";
import { createJobRequest, isJobId } from "./job-request.ts";
import type { JobRequest } from "./job-request.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

const server = { baseUrl: "https://shop.acme.example/api", variables: { account: "main" } };

type Variables = Readonly<Record<string, string>>;

/** The request for a job's status by a contract. */
function requestOf(contract: Contract, to: { baseUrl: string; variables: Variables }, id: string): JobRequest {
  return createJobRequest({ contract, server: to, parts: allParts, options: { credentials: {} } }, id);
}

function contractWith(id: Contract["request"]["id"], path = "/jobs"): Contract {
  const method = id.in === "body" ? "POST" : "GET";
  const contentType = id.in === "body" ? "application/json" : undefined;
  return {
    ...acmeContract,
    request: { method, path, id, accept: "application/json", ...(contentType && { contentType }) },
  };
}

const byPath = contractWith({ in: "path", name: "id", type: "string" }, "/{account}/jobs/{id}.json");
const byQuery = contractWith({ in: "query", name: "job id", type: "string" }, "/jobs?job%20id={?}");
const byBody = contractWith({ in: "body", name: "Id", type: "string" });
const byInteger = contractWith({ in: "body", name: "Id", type: "integer" });

describe("any text becomes one segment, one parameter or one value", () => {
  it.each([
    ["42", "42"],
    ["V3-abc_~.1", "V3-abc_~.1"],
    ["a/b", "a%2Fb"],
    ["a?b", "a%3Fb"],
    ["a#b", "a%23b"],
    ["a%2Fb", "a%252Fb"],
    ["a b", "a%20b"],
    ["../up", "..%2Fup"],
    ["a&b=c+d", "a%26b%3Dc%2Bd"],
    ["zürich", "z%C3%BCrich"],
    ["🚀", "%F0%9F%9A%80"],
    ["9007199254740993", "9007199254740993"],
  ])("%s", (id, encoded) => {
    expect(requestOf(byPath, server, id)).toEqual({
      url: `https://shop.acme.example/api/main/jobs/${encoded}.json`,
      method: "GET",
    });
    expect(requestOf(byQuery, server, id).url).toBe(`https://shop.acme.example/api/jobs?job%20id=${encoded}`);
    expect(requestOf(byBody, server, id)).toEqual({
      url: "https://shop.acme.example/api/jobs",
      method: "POST",
      body: `{"Id":"${id}"}`,
    });
  });

  it("a quote and a line break in a body are escaped", () => {
    expect(requestOf(byBody, server, 'a"\n').body).toBe('{"Id":"a\\"\\n"}');
  });

  it("a value of a variable is encoded as well", () => {
    const elsewhere = { ...server, variables: { account: "a/{id}" } };
    expect(requestOf(byPath, elsewhere, "1").url).toBe("https://shop.acme.example/api/a%2F%7Bid%7D/jobs/1.json");
  });

  it("a parameter of the query fills no place of the path that has its name", () => {
    const contract = contractWith({ in: "query", name: "account", type: "string" }, "/{account}/jobs?account={?}");
    expect(requestOf(contract, server, "7").url).toBe("https://shop.acme.example/api/main/jobs?account=7");
  });

  it("constants and options stand behind the id in a body", () => {
    const request = {
      ...byBody.request,
      constants: { kind: "job", deep: true, level: 2 },
      members: ["account", "shop"],
    };
    expect(requestOf({ ...byBody, request }, server, "7").body).toBe(
      '{"Id":"7","kind":"job","deep":true,"level":2,"account":"main"}',
    );
  });

  it("a body without the id has the constants alone", () => {
    const contract: Contract = {
      ...byPath,
      request: { ...byPath.request, method: "POST", contentType: "application/json", constants: { kind: "job" } },
    };
    expect(requestOf(contract, server, "7")).toEqual({
      url: "https://shop.acme.example/api/main/jobs/7.json",
      method: "POST",
      body: '{"kind":"job"}',
    });
  });

  it("a query has its constants and the values of its variables", () => {
    const path = "/jobs?command=STATUS&api-version={account}&id={?}";
    const contract = contractWith({ in: "query", name: "id", type: "string" }, path);
    const elsewhere = { ...server, variables: { account: "2026&x=1" } };
    expect(requestOf(contract, elsewhere, "a&b").url).toBe(
      "https://shop.acme.example/api/jobs?command=STATUS&api-version=2026%26x%3D1&id=a%26b",
    );
  });

  it("an integer in a body is a bare number with every digit", () => {
    expect(requestOf(byInteger, server, "9007199254740993").body).toBe('{"Id":9007199254740993}');
  });
});

/** The id in the status that a client gives for an id as a caller has it. */
async function idFor(job: string | number | bigint, contract: Contract = acmeContract): Promise<string> {
  const { client } = createAcmeClient([jobIn("DONE")], {}, contract);
  return (await client.status(job)).id;
}

describe("the id of a status", () => {
  it.each([
    ["text", "9007199254740993", "9007199254740993"],
    ["a bigint", 9007199254740993n, "9007199254740993"],
    ["a number", 42, "42"],
    ["the greatest safe number", 9007199254740991, "9007199254740991"],
  ])("keeps every digit of %s", async (_, job, id) => {
    expect(await idFor(job)).toBe(id);
    expect(await idFor(job, byInteger)).toBe(id);
  });
});

describe("an id is refused", () => {
  it.each([
    ["empty text", "", acmeContract],
    ["a number past the safe ones, which has lost digits", Number("9007199254740993"), acmeContract],
    ["a fraction", 1.5, acmeContract],
    ["NaN", NaN, acmeContract],
    ["Infinity", Infinity, acmeContract],
    ["a dot in a path", ".", acmeContract],
    ["two dots in a path", "..", acmeContract],
    ["half a character", "a\ud83d", acmeContract],
    ["half a character in a query", "\udc00", byQuery],
    ["half a character in a body", "\ud83d", byBody],
    ["a word for an integer", "abc", byInteger],
    ["a fraction for an integer", "1.5", byInteger],
    ["a negative integer", -1, byInteger],
    ["an exponent for an integer", "1e3", byInteger],
    ["a space around an integer", " 1", byInteger],
    ["an integer with a zero in front, which JSON has not", "007", byInteger],
  ])("%s", async (_, job, contract) => {
    const { client, requests } = createAcmeClient([jobIn("DONE")], {}, contract);
    expect((await rejectionOf(client.status(job))).code).toBe("invalid-request");
    expect((await rejectionOf(client.wait(job))).code).toBe("invalid-request");
    expect(requests).toEqual([]);
  });

  it.each([
    ["", acmeContract, "a job's id must be text, a bigint, or an integer that a number holds exactly"],
    ["12/3", byInteger, 'the id "12/3" must be an integer, in digits without a zero in front'],
    ["..", acmeContract, 'the id ".." cannot stand in a URL'],
  ])("and the message shows it: %s", async (id, contract, message) => {
    const { client } = createAcmeClient([], {}, contract);
    expect((await rejectionOf(client.status(id))).message).toBe(`acme showJob: ${message}`);
  });
});

it.each([
  ["an integer", { type: "integer" }, "120", "012"],
  ["text that matches a pattern", { type: "string", pattern: "^[a-z]+$" }, "abc", "12"],
  ["one character, of whatever length", { type: "string", pattern: "^.$" }, "🚀", "ab"],
] as const)("an ID of a link must be %s", (_, id, text, other) => {
  const request = { ...acmeContract.request, id: { in: "path", name: "id", ...id } } as const;
  expect([isJobId(request, text), isJobId(request, other)]).toEqual([true, false]);
});

it("any text of a link may be an ID if there is no pattern", () => {
  expect(isJobId(acmeContract.request, "a b")).toBe(true);
});

it("a body is sent with its type", async () => {
  const { client, requests } = createAcmeClient([jobIn("DONE")], {}, byBody);
  await client.status("7");
  expect(requests).toMatchObject([{ method: "POST", body: '{"Id":"7"}' }]);
  expect(requests[0]?.headers.get("Content-Type")).toBe("application/json");
});

it("a request without a body has neither", async () => {
  const inits: object[] = [];
  const fetch = (_: string, init: object) => {
    inits.push(init);
    return Promise.resolve(Response.json({ job: { state: "DONE" } }));
  };
  await createAcmeClient([], { fetch }).client.status("7");
  expect(inits[0]).not.toHaveProperty("body");
  expect(Reflect.get(inits[0] ?? {}, "headers")).toEqual({ accept: "application/json", "x-pass": "Token opensesame" });
});

describe("an id that may have slashes", () => {
  const bySegments = contractWith({ in: "path", name: "id", type: "string", slashes: true }, "/v1/{+id}:poll");

  it.each([
    ["operations/42", "operations/42"],
    ["42", "42"],
    ["a b/c?d#e", "a%20b/c%3Fd%23e"],
    ["a%2F..%2Fb", "a%252F..%252Fb"],
    ["a/%2e%2e/b", "a/%252e%252e/b"],
    ["a/.../b", "a/.../b"],
    ["a/..\\\\..", "a/..%5C%5C.."],
  ])("keeps them: %s", async (id, encoded) => {
    const { client, requests } = createAcmeClient([jobIn("DONE")], { baseUrl: "https://acme.example" }, bySegments);
    expect((await client.status(id)).id).toBe(id);
    expect(requests.map(({ url }) => new URL(url).href)).toEqual([`https://acme.example/v1/${encoded}:poll`]);
  });

  it.each(["..", "../up", "a/..", "a/../b", "a/./b", ".", "/a", "a/", "a//b", "a/\ud83d"])(
    "can't leave its place in the path: %j",
    async (id) => {
      const { client, requests } = createAcmeClient([jobIn("DONE")], { baseUrl: "https://acme.example" }, bySegments);
      const { code } = await rejectionOf(client.status({ id, operation: "default" }));
      expect([code, requests]).toEqual(["invalid-request", []]);
    },
  );
});

it.each([".a", "a.", "..."])("%s may stand in a path: a URL resolves only one dot and two", async (id) => {
  expect(await idFor(id)).toBe(id);
});

it.each([".", ".."])("%s may stand in a query and in a body", async (id) => {
  expect(await idFor(id, byQuery)).toBe(id);
  expect(await idFor(id, byBody)).toBe(id);
});
