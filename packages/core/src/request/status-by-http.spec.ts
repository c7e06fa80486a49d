import { describe, expect, it } from "vitest";
import { allParts } from "../client/all-parts.ts";
import { createJobClient } from "../client/create-job-client.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { acmeContract } from "../testing/acme-contract.ts";

const contract = {
  ...acmeContract,
  job: {
    at: [""],
    status: [{ value: "202", where: { http: 202 } }, { value: "303", where: { http: 303 } }, { at: "/state" }],
    result: { header: "Location" },
  },
  states: { "202": "running", "303": "succeeded", DONE: "succeeded" },
} as const;

function clientOf(response: () => Response) {
  const options = { tenant: "shop", credentials: { token: "t" }, fetch: () => Promise.resolve(response()) };
  return createJobClient(contract, options as never, allParts);
}

describe("a status that the HTTP status tells", () => {
  it("needs no body", async () => {
    const client = clientOf(() => new Response(null, { status: 202 }));
    expect(await client.status("7")).toMatchObject({ state: "running", native: "202" });
  });

  it("is that of a redirect, with its Location as the result and whatever body", async () => {
    const headers = { Location: "/reports/7" };
    const client = clientOf(() => new Response("<a href='/reports/7'>Here</a>", { status: 303, headers }));
    expect(await client.status("7")).toMatchObject({
      state: "succeeded",
      native: "303",
      links: [{ rel: "result", href: "/reports/7" }],
    });
  });

  it.each([
    ["another redirect", 302, null, "the response is a redirect"],
    ["an empty body under another HTTP status", 200, null, "it is empty"],
    ["a body that is not JSON under a named HTTP status of success", 202, "<html>", "HTML page"],
  ])("is not that of %s", async (_, status, body, problem) => {
    const client = clientOf(() => new Response(body, { status }));
    expect((await rejectionOf(client.status("7"))).message).toContain(problem);
  });
});
