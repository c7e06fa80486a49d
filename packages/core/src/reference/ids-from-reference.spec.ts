import { describe, expect, test } from "vitest";
import type { Contract } from "../contract/contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { failureOf } from "../testing/failure-of.ts";
import type { JobReference } from "./job-reference.ts";
import { readReferences } from "./read-references.ts";

const contract: Contract = {
  ...acmeContract,
  variables: { tenant: null, account: null },
  references: [
    { from: "body", where: { at: "/ok", equals: "false" }, noJob: true, message: "/why" },
    { from: "body", at: "/jobs/*", where: { at: "/kind", equals: "job" }, id: "/id" },
    { from: "body", id: "/link", path: "/{version}/{account}/jobs/{id}" },
    { from: "location", path: "/v1/{account}/jobs/{id}", noJob: true, equals: "none" },
    { from: "url", path: "/{version}/{account}/jobs/{id}" },
  ],
};
const { client } = createAcmeClient([jobIn("DONE")], { account: "Main" }, contract);
const ids = (reference: JobReference) => readReferences(client, reference);

describe("the ids in what names a job", () => {
  test.each<[string, JobReference, string[]]>([
    ["an id that only looks like a path", "a/b", ["a/b"]],
    ["a bigint", 9007199254740993n, ["9007199254740993"]],
    [
      "each once",
      {
        jobs: [
          { kind: "job", id: 1 },
          { kind: "job", id: "1" },
          { kind: "task", id: 2 },
        ],
      },
      ["1"],
    ],
    ["a link in a body, its account in another case", { link: "/v2/MAIN/jobs/7" }, ["7"]],
    ["an absolute link", "https://shop.acme.example/v1/main/jobs/a%2Fb", ["a/b"]],
    ["a URL", new URL("https://shop.acme.example/v9/main/jobs/7?x#y"), ["7"]],
    ["a Location", new Response(null, { headers: { Location: "/v1/main/jobs/7" } }), ["7"]],
    [
      "a body behind a Location of something else",
      Response.json({ jobs: [{ kind: "job", id: 3 }] }, { headers: { Location: "/x" } }),
      ["3"],
    ],
  ])("%s", async (_, reference, expected) => {
    expect(await ids(reference)).toEqual(expected);
  });

  test("a Response stays readable", async () => {
    const response = Response.json({ jobs: [{ kind: "job", id: 3 }] });
    await ids(response);
    expect(await response.json()).toEqual({ jobs: [{ kind: "job", id: 3 }] });
  });

  test.each<[string, JobReference, string]>([
    ["another host", "https://other.example/v1/main/jobs/7", "the link leads to https://other.example"],
    ["plain http", "http://shop.acme.example/v1/main/jobs/7", "the link leads to http://shop.acme.example"],
    ["a user", "https://ann:pw@shop.acme.example/v1/main/jobs/7", "may not hold a user"],
    ["no URL", "https://", "the link is no URL"],
    ["another account", "/v1/other/jobs/7", 'is for the account "other", and this client for "Main"'],
    ["another path", "/v1/main/tasks/7", "does not lead to a job's status"],
    ["a badly encoded id", "/v1/main/jobs/%E0%A4%A", "does not lead to a job's status"],
    ["lost digits", { jobs: [{ kind: "job", id: 2 ** 53 }] }, "has lost digits; decode the answer with parseJson"],
    ["a number beyond 2^53", 2 ** 53, "a job's id has to be text"],
    ["an unknown shape, with its words", { error: { text: "Sorry." } }, "(it says: Sorry.)"],
    ["nothing", {}, "names no job in a shape that is known"],
  ])("%s is refused", async (_, reference, message) => {
    const error = await failureOf(ids(reference));
    expect(error.code).toBe("invalid-request");
    expect(error.message).toContain(message);
    expect(error.message).not.toContain("pw");
  });

  test.each<[string, JobReference, object]>([
    ["a body, in its words", { ok: false, why: "Too busy." }, { nativeMessage: "Too busy." }],
    ["a link", "/v1/main/jobs/none", {}],
    [
      "a Location, in the body's words",
      Response.json({ error: { text: "Too busy." } }, { headers: { Location: "/v1/main/jobs/none" } }),
      { nativeMessage: "Too busy." },
    ],
    [
      "an error",
      Response.json({ error: { code: "NOT_YOURS" } }, { status: 403 }),
      { httpStatus: 403, nativeCode: "NOT_YOURS" },
    ],
  ])("no job was started, says %s", async (_, reference, expected) => {
    const error = await failureOf(ids(reference));
    expect(error).toMatchObject({ code: "no-job", provider: "acme", ...expected });
    expect(error.operation).toBeUndefined();
  });

  test("one job is wanted: several are named", async () => {
    const error = await failureOf(
      client.status({
        jobs: [
          { kind: "job", id: 1 },
          { kind: "job", id: 2 },
        ],
      }),
    );
    expect(error.message).toContain('"1", "2"');
  });
});
