import { expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { operationsContract } from "../testing/acme-operations.ts";
import { failureIn } from "../testing/rejection-of.ts";
import { firstToken } from "./first-token.ts";
import { step } from "./step.ts";

it("the first token of a wait knows nothing but its job and its begin", async () => {
  const { client, clock } = createAcmeClient([jobIn("WORKING")]);
  await clock.advance(5_000);
  const token = firstToken(client, "7");
  expect(token).toEqual({
    resumeToken: 1,
    provider: "acme",
    account: "https://shop.acme.example main",
    id: "7",
    startedAtMs: 5_000,
    createdAtMs: 5_000,
    minDelayMs: 0,
    polls: 0,
    failures: 0,
    outageMs: 0,
    unchangedMs: 0,
    maxLatencyMs: 0,
    samples: [],
  });
});

it("a step from it is a step from the job, whose timeout counts from the token's begin", async () => {
  const one = createAcmeClient([jobIn("WORKING")]);
  const two = createAcmeClient([jobIn("WORKING")]);
  const fromToken = await one.clock.run(step(one.client, firstToken(one.client, "7")));
  const fromJob = await two.clock.run(step(two.client, "7"));
  expect(fromToken).toEqual(fromJob);

  const token = firstToken(one.client, "8");
  await one.clock.advance(60_000);
  const late = await one.clock.run(step(one.client, token, { timeoutMs: 60_000 }).catch((error: unknown) => error));
  expect(late).toMatchObject({ code: "timeout" });
});

it("the first token of a job of another operation names it", () => {
  const { client } = createAcmeClient([], {}, operationsContract);
  expect(firstToken(client, { id: "7", operation: "task" }).operation).toBe("task");
});

it("there is none of a Response, which must be read first", () => {
  const { client } = createAcmeClient([]);
  expect(failureIn(() => firstToken(client, Response.json({ number: 7 }))).code).toBe("invalid-request");
});
