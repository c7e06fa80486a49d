import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { cookieContract, sessionContract } from "../testing/acme-session.ts";
import { failureIn, rejectionOf } from "../testing/rejection-of.ts";
import { mixtureProblem } from "./credential-ways.ts";

const MIXTURE = { user: "ann", password: "hush", token: "opensesame" };
const PROBLEM = "must be only { user, password } or { token }";

describe("credentials of two ways are refused", () => {
  it("credentials of two ways are refused when the client is created", () => {
    const error = failureIn(() => createAcmeClient([], { credentials: MIXTURE }));
    expect([error.code, error.message]).toEqual(["invalid-request", `createAcme: the option "credentials" ${PROBLEM}`]);
  });

  it("credentials of two ways are refused when a function gives them", async () => {
    const { client, requests } = createAcmeClient([jobIn("DONE")], { credentials: () => MIXTURE });
    const error = await rejectionOf(client.status("7"));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      `acme showJob job "7": the credentials ${PROBLEM}`,
    ]);
    expect(requests).toEqual([]);
  });
});

it.each([
  ["a part of one way and another way", { user: "ann", token: "t" }],
  ["a part of each", { password: "hush", token: "t" }],
])("%s are a mixture", (_, given) => {
  expect(mixtureProblem(acmeContract, given)).toBe(PROBLEM);
});

it.each([
  ["one way", { token: "t" }],
  ["one way beside fields that are undefined", { token: "t", user: undefined }],
  ["one way beside a field that no way has", { token: "t", expiresAt: 5 }],
  ["a part of one way", { user: "ann" }],
  ["no field", {}],
  ["a function", () => MIXTURE],
])("%s isn't a mixture", (_, given) => {
  expect(mixtureProblem(acmeContract, given)).toBeUndefined();
});

it("takes a login and what it confirms for one way", () => {
  const { fields, confirms = [] } = sessionContract.session.login;
  const login = Object.fromEntries([...fields, ...confirms.map(({ field }) => field)].map((field) => [field, "x"]));
  expect(mixtureProblem(sessionContract, login)).toBeUndefined();
  expect(mixtureProblem(sessionContract, { ...login, token: "t" })).toContain(" or { token");
  // Only a login confirms an area.
  expect(mixtureProblem(sessionContract, { area: "x", token: "t" })).toContain(" or { token");
});

it("takes the fields of a login that confirms nothing for one way", () => {
  expect(mixtureProblem(cookieContract, { name: "ann", word: "x" })).toBeUndefined();
});
