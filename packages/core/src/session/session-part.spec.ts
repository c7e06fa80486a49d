import { expect, it } from "vitest";
import { allParts } from "../client/all-parts.ts";
import { createJobClient } from "../client/create-job-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { createMemoryStore, createSessionClient } from "../testing/acme-session.ts";
import { failureIn } from "../testing/rejection-of.ts";

const { read, write } = createMemoryStore();

it.each<[string, unknown]>([
  ["nothing that it can do", {}],
  ["no read", { write }],
  ["no write", { read }],
  ["a read that isn't a function", { read: true, write }],
  ["a write that isn't a function", { read, write: true }],
  ["nothing at all", null],
  ["a text", "redis://127.0.0.1"],
])("a store must read and write: %s", (_, sessions) => {
  const error = failureIn(() => createSessionClient([], { sessions: sessions as never }));
  expect([error.code, error.message]).toEqual([
    "invalid-request",
    'createAcme: the option "sessions" must be an object with the functions read and write',
  ]);
});

it("a client whose contract has no sessions takes no store", () => {
  const options = { tenant: "shop", credentials: { token: "opensesame" }, sessions: { read, write } };
  const error = failureIn(() => createJobClient(acmeContract, options, allParts));
  expect(error.message).toMatch(/^createAcme: unknown option "sessions"; valid options: /);
});
