import { expect, it } from "vitest";
import { allParts } from "../client/all-parts.ts";
import { createJobClient } from "../client/create-job-client.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

it("a client that only waits sends no requests of the caller's own, and says so", async () => {
  const { ownRequests: _ownRequests, ...parts } = allParts;
  const { clock, fetch, requests } = createAcmeClient([jobIn("DONE")]);
  const options = { tenant: "shop", credentials: { token: "opensesame" }, clock, fetch };
  const client = createJobClient(acmeContract, options, parts);
  expect(await rejectionOf(client.fetch("/v1/main/jobs"))).toMatchObject({
    code: "invalid-request",
    message: "acme showJob: this client only waits; create it from the package itself",
  });
  expect(await client.status("7")).toMatchObject({ state: "succeeded" });
  expect(requests).toHaveLength(1);
});
