import { expect, it } from "vitest";
import { createAcmeClient } from "../testing/acme-client.ts";
import { operationsContract } from "../testing/acme-operations.ts";
import { jobIdsFrom } from "./job-ids-from.ts";

it.each([
  ["an ID", "7", [{ id: "7", operation: "default" }]],
  [
    "a decoded body",
    { tasks: [{ id: 7 }, { id: 8 }, { id: 7 }] },
    [7, 8].map((id) => ({ id: `${id}`, operation: "task" })),
  ],
  ["a Response", Response.json({ number: 7 }), [{ id: "7", operation: "default" }]],
])("finds each job once in %s, and sends nothing", async (_, reference, jobs) => {
  const { client, requests } = createAcmeClient([], {}, operationsContract);
  expect(await jobIdsFrom(client, reference)).toEqual({ jobs, refusals: [] });
  expect(requests).toEqual([]);
});
