import { describe, expect, it } from "vitest";
import { jobIdsFrom } from "../client/job-ids-from.ts";
import { step } from "../client/step.ts";
import { waitAll } from "../client/wait-all.ts";
import { providerFromUrl } from "../reference/provider-from-url.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { batchedAcmeContract } from "../testing/acme-contract.ts";
import { operationsContract, taskIn as task } from "../testing/acme-operations.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { createXmlFormat } from "../xml/create-xml-format.ts";
import { contextOf } from "./context-of.ts";
import { operationContext } from "./operation-context.ts";

const contract = operationsContract;
const create = (responses: Parameters<typeof createAcmeClient>[0], options: object = {}) =>
  createAcmeClient(responses, options, contract);

describe("a job is polled with the operation that its reference names", () => {
  it.each<[string, JobReference, object, string]>([
    ["an id", "7", {}, "default"],
    ["an id, by the client's option", "7", { operation: "task" }, "task"],
    ["a named job", { id: "7", operation: "task" }, {}, "task"],
    [
      "a named job, whatever the client's option is",
      { id: "7", operation: "default" },
      { operation: "task" },
      "default",
    ],
    ["a link to a job, whatever the client's option is", "/v1/main/jobs/7", { operation: "task" }, "default"],
    ["a link to a task", "/v1/tasks/7", {}, "task"],
    ["a body of its own shape", { tasks: [{ id: 7 }] }, {}, "task"],
    ["a body with a link to a task", { links: [{ id: 7, href: "/v1/tasks/7" }] }, {}, "task"],
    ["a body with a link of another host", { links: [{ id: 7, href: "http://other.example/v1/tasks/7" }] }, {}, "task"],
    ["a body with a link to a job", { links: [{ id: 7, href: "/v1/main/jobs/7" }] }, { operation: "task" }, "default"],
    ["a body whose link is absent", { links: [{ id: 7 }] }, { operation: "task" }, "task"],
    ["a body that tells nothing", { number: 7 }, {}, "default"],
    ["a body that tells nothing, by the client's option", { number: 7 }, { operation: "task" }, "task"],
    ["a response", Response.json({ tasks: [{ id: 7 }] }), {}, "task"],
  ])("%s", async (_, reference, options, operation) => {
    const { client, requests, clock } = create([operation === "task" ? task("OVER") : jobIn("DONE")], options);
    expect(await jobIdsFrom(client, reference)).toEqual({ jobs: [{ id: "7", operation }], refusals: [] });
    expect(await clock.run(client.wait(reference))).toMatchObject({ id: "7", state: "succeeded" });
    expect(requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      operation === "task"
        ? ["POST", "https://shop.acme.example/v1/tasks", '{"Task":7}']
        : ["GET", "https://shop.acme.example/v1/main/jobs/7", undefined],
    ]);
  });

  it.each([
    ["something else", "/x"],
    ["no URL", "https://"],
  ])("a body whose link leads to %s names no job: the ID is that of something else", async (_, href) => {
    const { client, requests } = create([]);
    const error = await rejectionOf(jobIdsFrom(client, { links: [{ id: 7, href }] }));
    expect([error.code, requests]).toEqual(["invalid-request", []]);
  });

  it("a body whose link leads to another account is refused", async () => {
    const variables = { ...contract.variables, account: null };
    const { client, requests } = createAcmeClient([], { account: "main" }, { ...contract, variables });
    const error = await rejectionOf(jobIdsFrom(client, { links: [{ id: 7, href: "/v1/other/jobs/7" }] }));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      'acme showJob: the link is for the account "other", and this client for "main"',
    ]);
    expect(requests).toEqual([]);
  });

  it("each operation reads its own response, with its own status values and limit", async () => {
    const { client, clock, requests } = create([task("AWAKE"), task("DONE"), task("LOST")]);
    const states: string[] = [];
    const follow = async () => {
      for await (const { state, native } of client.watch({ id: "7", operation: "task" }))
        states.push(`${native} ${state}`);
    };
    await clock.run(follow());
    expect(states).toEqual(["AWAKE running", "DONE unknown", "LOST failed"]);
    const [first = 0, second = 0] = requests.map(({ atMs }) => atMs);
    expect(second - first).toBeGreaterThanOrEqual(10_000);
  });

  it("the status names the operation if it is not the default one", async () => {
    const { client, clock } = create([task("OVER"), jobIn("DONE")]);
    const status = await clock.run(client.status({ id: "7", operation: "task" }));
    expect(status).toStrictEqual({
      provider: "acme",
      id: "7",
      operation: "task",
      state: "succeeded",
      native: "OVER",
      raw: { task: { phase: "OVER" } },
    });
    expect(await clock.run(client.status("7"))).not.toHaveProperty("operation");
  });

  it("members of an operation's body come from the client's options", async () => {
    const { client, requests, clock } = create([task("OVER")], { Site: 'W"1', operation: "task" });
    await clock.run(client.status("7"));
    expect(requests.map(({ body }) => body)).toEqual(['{"Task":7,"Site":"W\\"1"}']);
  });

  it("equal ids of two operations share nothing", async () => {
    const { client, clock, requests } = create([jobIn("DONE"), task("LOST")]);
    const both = [client.wait("7"), client.wait({ id: "7", operation: "task" })];
    expect((await clock.run(Promise.all(both))).map(({ state }) => state)).toEqual(["succeeded", "failed"]);
    expect(requests).toHaveLength(2);
  });

  it("equal tasks of two accounts share nothing", async () => {
    const { client, clock, fetch, requests } = create([task("OVER"), task("LOST")], { operation: "task" });
    const other = create([], { operation: "task", clock, fetch, credentials: { token: "other" } });
    const both = await clock.run(Promise.all([client.wait("7"), other.client.wait("7")]));
    expect(both.map(({ state }) => state)).toEqual(["succeeded", "failed"]);
    expect(requests.map(({ headers }) => headers.get("X-Pass"))).toEqual(["Token opensesame", "Token other"]);
  });

  it("the context of an operation is created once", () => {
    const context = contextOf(create([]).client);
    expect(operationContext(context, "task")).toBe(operationContext(context, "task"));
    expect(operationContext(context, "default")).toBe(context);
  });

  it("only jobs of the default operation are polled in batches", async () => {
    const batched = { ...contract, batch: batchedAcmeContract.batch };
    const answer = { body: { jobs: ["1", "2"].map((id) => ({ id, state: "DONE" })) } };
    const { client, clock, requests } = createAcmeClient([task("OVER"), answer], {}, batched);
    const jobs = [{ id: "1", operation: "task" }, "1", "2"];
    const ends = await clock.run(waitAll(jobs.map((one) => [client, one])));
    expect(ends.map(({ status }) => status?.state)).toEqual(["succeeded", "succeeded", "succeeded"]);
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(["/v1/tasks", "/v1/main/many"]);
  });
});

describe("a resume token", () => {
  it("carries the operation", async () => {
    const { client, clock, requests } = create([task("AWAKE"), task("OVER")]);
    const first = await clock.run(step(client, { id: "7", operation: "task" }));
    if (first.done) throw new Error("the job has ended");
    expect(first.resume.operation).toBe("task");
    const end = await clock.run(client.wait(JSON.parse(JSON.stringify(first.resume)) as object));
    expect(end.state).toBe("succeeded");
    expect(requests.map(({ body }) => body)).toEqual(['{"Task":7}', '{"Task":7}']);
  });

  it("a resume token of the default operation carries none, and resumes it whatever the client's option is", async () => {
    const first = create([jobIn("WORKING")]);
    const begun = await first.clock.run(step(first.client, "7"));
    if (begun.done) throw new Error("the job has ended");
    expect(begun.resume).not.toHaveProperty("operation");
    const second = create([jobIn("DONE")], { operation: "task" });
    expect((await second.clock.run(second.client.status(begun.resume))).state).toBe("succeeded");
  });
});

describe("is refused", () => {
  it.each<[string, JobReference, string]>([
    [
      "an unknown operation",
      { id: "7", operation: "tusk" },
      'unknown operation "tusk"; valid operations: default, task, regional',
    ],
    ["a name of JavaScript's own", { id: "7", operation: "toString" }, 'unknown operation "toString"'],
    ["an id that the operation can't have", { id: "x", operation: "task" }, 'the id "x" must be an integer'],
    [
      "an operation whose path lacks an option",
      { id: "7", operation: "regional" },
      'the option "region" is required for the operation "regional"',
    ],
  ])("%s", async (_, reference, problem) => {
    const { client, requests } = create([]);
    const error = await rejectionOf(client.status(reference));
    expect(error.code).toBe("invalid-request");
    expect(error.message).toContain(problem);
    expect(requests).toEqual([]);
  });

  it("an operation of a provider that has one", async () => {
    const error = await rejectionOf(createAcmeClient([]).client.status({ id: "7", operation: "task" }));
    expect(error.message).toContain('unknown operation "task"; valid operations: default');
  });

  it("an unknown operation among the client's options", () => {
    expect(() => create([], { operation: "tusk" })).toThrow("default, task, regional");
    expect(() => createAcmeClient([], { operation: "default" } as object)).toThrow('"operation"');
  });
});

it("an error names the operation that was requested", async () => {
  const { client, clock } = create([{ body: {} }]);
  const error = await clock.run(rejectionOf(client.status({ id: "7", operation: "task" })));
  expect([error.code, error.operation, error.jobId]).toEqual(["invalid-response", "showTask", "7"]);
});

it.each(["wait", "waitAll"] as const)(
  "%s says which operation a job that did not succeed was polled with",
  async (call) => {
    const { client, clock } = create([task("LOST")]);
    const job = { id: "7", operation: "task" };
    const [end] =
      call === "wait"
        ? [{ error: await clock.run(rejectionOf(client.wait(job, { requireSuccess: true }))) }]
        : await clock.run(waitAll([[client, job]], { requireSuccess: true }));
    expect([end?.error?.code, end?.error?.operation]).toEqual(["unsuccessful", "showTask"]);
  },
);

it("an option fills the path of an operation", async () => {
  const { client, clock, requests } = create([jobIn("DONE")], { region: "north", operation: "regional" });
  await clock.run(client.status("7"));
  expect(requests.map(({ url }) => url)).toEqual(["https://shop.acme.example/v1/north/jobs/7"]);
});

it("a URL tells its operation", () => {
  expect(providerFromUrl("https://shop.acme.example/v1/tasks/7", [contract])).toMatchObject({
    id: "7",
    operation: "task",
  });
});

describe("in XML", () => {
  const shape = { members: { task: { members: { phase: "text" } } } } as const;
  const xmlRequest = { ...contract.request, accept: "text/xml" };
  const taskRequest = { ...contract.operations?.["task"]?.request, accept: "text/xml", contentType: "text/xml" };
  const format = createXmlFormat({
    provider: "acme",
    operation: "showJobXml",
    request: xmlRequest,
    root: "Job",
    shape,
    operations: {
      task: { operation: "showTaskXml", request: taskRequest as typeof xmlRequest, body: "Ask", root: "Answer", shape },
    },
  });

  it("each operation has its own documents", async () => {
    const response = { body: '<Answer><task phase="OVER"/></Answer>', headers: { "Content-Type": "text/xml" } };
    const { client, clock, requests } = create([response], { format, Site: "<1>" });
    const status = await clock.run(client.status({ id: "7", operation: "task" }));
    expect(status.state).toBe("succeeded");
    expect(requests.map(({ body }) => body)).toEqual(["<Ask><Task>7</Task><Site>&lt;1&gt;</Site></Ask>"]);
  });

  it.each([
    ["of other operations", format],
    [
      "of the default operation alone",
      createXmlFormat({ provider: "acme", operation: "x", request: xmlRequest, root: "Job", shape }),
    ],
  ])("an operation with responses in JSON only is refused by a client with a format %s", async (_, given) => {
    const { client } = create([], { format: given, region: "x" });
    const error = await rejectionOf(client.status({ id: "7", operation: "regional" }));
    expect(error.code).toBe("invalid-request");
    expect(error.message).toContain(
      'the operation "regional" answers in JSON only; create a client without the option "format"',
    );
  });
});
