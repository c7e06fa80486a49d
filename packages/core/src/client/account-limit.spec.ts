import { describe, expect, it } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { waitAll } from "./wait-all.ts";

const limited: Contract = { ...acmeContract, accountLimits: [{ requests: 2, intervalMs: 10_000 }] };

describe("the account limit of a contract", () => {
  it("holds for all jobs of a client: no more requests in any interval", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("DONE")], {}, limited);
    await clock.run(waitAll(["1", "2", "3", "4", "5"].map((id) => [client, id] as const)));
    const times = requests.map(({ atMs }) => atMs);
    expect(times).toHaveLength(5);
    expect(times.filter((atMs, index) => index > 1 && atMs - (times[index - 2] ?? 0) < 10_000)).toEqual([]);
  });

  it("is shared by clients that send the same credentials, and by no others", async () => {
    const contract: Contract = { ...limited, accountLimits: [{ requests: 1, intervalMs: 10_000 }] };
    const first = createAcmeClient([jobIn("DONE")], {}, contract);
    const { clock, fetch, requests } = first;
    const same = createAcmeClient([], { clock, fetch, headers: { "X-Proxy": "blue" } }, contract);
    const other = createAcmeClient([], { clock, fetch, credentials: { token: "other" } }, contract);
    await clock.run(
      waitAll([
        [first.client, "1"],
        [same.client, "2"],
        [other.client, "3"],
      ]),
    );
    expect(requests.map(({ url, atMs }) => [url.at(-1), atMs])).toEqual([
      ["1", 0],
      ["3", 0],
      ["2", 10_000],
    ]);
  });

  it("holds beside another one: the client keeps to both", async () => {
    const accountLimits = [
      { requests: 2, intervalMs: 10_000 },
      { requests: 3, intervalMs: 60_000 },
    ];
    const { client, clock, requests } = createAcmeClient([jobIn("DONE")], {}, { ...acmeContract, accountLimits });
    await clock.run(waitAll(["1", "2", "3", "4"].map((id) => [client, id] as const)));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 0, 10_000, 60_000]);
    expect(client.limits.account).toEqual(accountLimits);
  });

  it("holds for all operations of a client together", async () => {
    const contract: Contract = { ...limited, operations: { other: { ...acmeContract, operation: "showOther" } } };
    const { client, clock, requests } = createAcmeClient([jobIn("DONE")], {}, contract);
    const jobs = ["1", "2", "3"].map((id) => [client, { id, operation: "other" }] as const);
    await clock.run(waitAll([[client, "1"], ...jobs]));
    const times = requests.map(({ atMs }) => atMs);
    expect(times).toHaveLength(4);
    expect(times.filter((atMs, index) => index > 1 && atMs - (times[index - 2] ?? 0) < 10_000)).toEqual([]);
  });
});

it("what a response says is left of the account's limit holds for all jobs of a client", async () => {
  const remainingRequests = { header: "X-Left", resetHeader: "X-Reset", intervalMs: 60_000 };
  const none = { ...jobIn("WORKING"), headers: { "X-Left": "0", "X-Reset": "41" } };
  const { client, clock, requests } = createAcmeClient(
    [none, jobIn("DONE")],
    {},
    { ...acmeContract, remainingRequests },
  );
  await clock.run(client.status("1"));
  await clock.run(Promise.all([client.wait("1"), client.wait("2")]));
  expect(requests.map(({ atMs }) => atMs)).toEqual([0, 41_000, 41_000]);
});

describe("Retry-After", () => {
  it.each([200, 202])("holds on a response with HTTP %i that tells a status", async (status) => {
    const running = { ...jobIn("WORKING"), status, headers: { "Retry-After": "90" } };
    const { client, clock, requests } = createAcmeClient([running, jobIn("DONE")]);
    await clock.run(client.wait("1"));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 90_000]);
  });
});
