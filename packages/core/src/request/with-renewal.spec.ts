import { describe, expect, it } from "vitest";
import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { withRenewal } from "./with-renewal.ts";

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

/** How often a request is sent that always fails with this error. */
async function timesOf(error: Error, more: Partial<ClientContext> = {}): Promise<number> {
  const context = { contract: acmeContract, options: { credentials: () => ({}) }, ...more } as ClientContext;
  let times = 0;
  const request = () => {
    times += 1;
    return Promise.reject(error);
  };
  await expect(withRenewal(context, request)).rejects.toBe(error);
  return times;
}

const unauthenticated = (operation: string, httpStatus?: number) =>
  new JobStatusError("unauthenticated", "no", { operation, ...(httpStatus !== undefined && { httpStatus }) });

it.each<[string, Error, number]>([
  ["refuses", unauthenticated("showJob", 401), 2],
  ["refuses with another error", new JobStatusError("forbidden", "no", { operation: "showJob", httpStatus: 403 }), 1],
  ["refuses in the login", unauthenticated("logIn", 401), 1],
  ["didn't see, since there are none", unauthenticated("showJob"), 1],
  ["didn't see, since the connection broke", Object.assign(new Error("no"), unauthenticated("showJob", 401)), 1],
])("a credentials function is called again only for what the provider %s", async (_, error, times) => {
  expect(await timesOf(error)).toBe(times);
});

it("a session that can be renewed is renewed twice: another process may have left one that is lost as well", async () => {
  const session = { isRenewable: () => true } as unknown as NonNullable<ClientContext["session"]>;
  const lost = new JobStatusError("unauthenticated", "no", { operation: "showJob", httpStatus: 400 });
  expect(await timesOf(lost, { session })).toBe(3);
});
