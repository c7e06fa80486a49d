import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { createJobRequest } from "./job-request.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

const server = { baseUrl: "https://shop.acme.example/api", variables: { account: "main" } };

function contractWith(id: Contract["request"]["id"], path = "/jobs"): Contract {
  const method = id.in === "body" ? "POST" : "GET";
  return { ...acmeContract, request: { method, path, id, accept: "application/json" } };
}

const byPath = contractWith({ in: "path", name: "id", type: "string" }, "/{account}/jobs/{id}.json");
const byQuery = contractWith({ in: "query", name: "job id", type: "string" });
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
    expect(createJobRequest(byPath, server, id)).toEqual({
      url: `https://shop.acme.example/api/main/jobs/${encoded}.json`,
      method: "GET",
    });
    expect(createJobRequest(byQuery, server, id).url).toBe(`https://shop.acme.example/api/jobs?job%20id=${encoded}`);
    expect(createJobRequest(byBody, server, id)).toEqual({
      url: "https://shop.acme.example/api/jobs",
      method: "POST",
      body: `{"Id":"${id}"}`,
    });
  });

  it("a quote and a line break in a body are escaped", () => {
    expect(createJobRequest(byBody, server, 'a"\n').body).toBe('{"Id":"a\\"\\n"}');
  });

  it("a value of a variable is encoded as well", () => {
    const elsewhere = { ...server, variables: { account: "a/{id}" } };
    expect(createJobRequest(byPath, elsewhere, "1").url).toBe("https://shop.acme.example/api/a%2F%7Bid%7D/jobs/1.json");
  });

  it("a parameter of the query fills no place of the path that has its name", () => {
    const contract = contractWith({ in: "query", name: "account", type: "string" }, "/{account}/jobs");
    expect(createJobRequest(contract, server, "7").url).toBe("https://shop.acme.example/api/main/jobs?account=7");
  });

  it("an integer in a body is a bare number with every digit", () => {
    expect(createJobRequest(byInteger, server, "9007199254740993").body).toBe('{"Id":9007199254740993}');
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
    ["12/3", byInteger, 'the id "12/3" must be an integer, in digits without a zero in front'],
    ["..", acmeContract, 'the id ".." cannot stand in a URL'],
  ])("and the message shows it: %s", async (id, contract, message) => {
    const { client } = createAcmeClient([], {}, contract);
    expect((await rejectionOf(client.status(id))).message).toBe(`acme showJob: ${message}`);
  });
});

it.each([".a", "a.", "..."])("%s may stand in a path: a URL resolves only one dot and two", async (id) => {
  expect(await idFor(id)).toBe(id);
});

it.each([".", ".."])("%s may stand in a query and in a body", async (id) => {
  expect(await idFor(id, byQuery)).toBe(id);
  expect(await idFor(id, byBody)).toBe(id);
});
