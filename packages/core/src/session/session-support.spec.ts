import { expect, it } from "vitest";
import { createJobClient } from "../client/create-job-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { createMemoryStore, createSessionClient } from "../testing/acme-session.ts";
import { failureIn } from "../testing/rejection-of.ts";
import { sessionSupport } from "./session-support.ts";

const { read, write } = createMemoryStore();

it.each<[string, unknown]>([
  ["nothing that it can do", {}],
  ["no read", { write }],
  ["no write", { read }],
  ["a read that is no function", { read: true, write }],
  ["a write that is no function", { read, write: true }],
  ["nothing at all", null],
  ["a text", "redis://127.0.0.1"],
])("a store has to read and write: %s", (_, sessions) => {
  const error = failureIn(() => createSessionClient([], { sessions: sessions as never }));
  expect([error.code, error.message]).toEqual([
    "invalid-request",
    'createAcme: the option "sessions" must be an object with the functions read and write',
  ]);
});

it("a contract without sessions is refused", () => {
  const options = { tenant: "shop", credentials: { token: "opensesame" } };
  const error = failureIn(() => createJobClient(acmeContract, options, sessionSupport));
  expect([error.code, error.message]).toEqual(["invalid-request", "acme showJob: the contract has no sessions"]);
});
