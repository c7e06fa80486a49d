import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

const REFUSED = { status: 401 };

/** A client whose credentials function returns another token with each call. */
function createWithTokens(responses: Parameters<typeof createAcmeClient>[0]) {
  let calls = 0;
  const credentials = () => ({ token: `token-${(calls += 1)}` });
  const created = createAcmeClient(responses, { credentials });
  return { ...created, sent: () => created.requests.map(({ headers }) => headers.get("X-Pass")), calls: () => calls };
}

describe("a credentials function", () => {
  it("is called once more after a 401, and the wait continues with what it returns", async () => {
    const { client, clock, sent } = createWithTokens([jobIn("WORKING"), REFUSED, jobIn("DONE")]);
    await expect(clock.run(client.wait("7"))).resolves.toMatchObject({ state: "succeeded" });
    expect(sent()).toEqual(["Token token-1", "Token token-2", "Token token-3"]);
  });

  it("is not called a third time: a second 401 ends the wait", async () => {
    const { client, clock, sent } = createWithTokens([REFUSED]);
    expect((await rejectionOf(clock.run(client.wait("7")))).code).toBe("unauthenticated");
    expect(sent()).toEqual(["Token token-1", "Token token-2"]);
  });

  it("is called once for all that wait for a job", async () => {
    const { client, clock, calls } = createWithTokens([REFUSED, jobIn("DONE")]);
    await clock.run(Promise.all([client.wait("7"), client.wait("7"), client.wait("7")]));
    expect(calls()).toBe(2);
  });

  it("that fails by itself is not called again", async () => {
    let calls = 0;
    const credentials = () => {
      calls += 1;
      throw new Error("no vault");
    };
    const { client, clock } = createAcmeClient([], { credentials });
    expect((await rejectionOf(clock.run(client.status("7")))).code).toBe("unauthenticated");
    expect(calls).toBe(1);
  });
});

it("credentials that are a value are refused once", async () => {
  const { client, clock, requests } = createAcmeClient([REFUSED]);
  await rejectionOf(clock.run(client.wait("7")));
  expect(requests.length).toBe(1);
});
