import { describe, expect, it } from "vitest";
import { jobIdsFrom } from "../client/job-ids-from.ts";
import { waitAll } from "../client/wait-all.ts";
import type { Contract } from "../contract/contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

const contract: Contract = {
  ...acmeContract,
  references: [
    { from: "body", where: { at: "/ok", equals: "false" }, noJob: true, message: "/why" },
    { from: "body", at: "/hosts/*/jobs/*", id: "/id" },
    {
      from: "body",
      at: "/hosts/*",
      where: { at: "/queued", equals: "false" },
      noJob: true,
      name: "/host",
      message: "/why",
    },
    { from: "body", at: "/more/*", id: "/id" },
  ],
};
const create = () => createAcmeClient([jobIn("DONE")], {}, contract);

const queued = (host: string, id: string) => ({ host, queued: true, jobs: [{ id }] });
const refused = (host: string, why?: string) => ({ host, queued: false, why });
const job = (id: string) => ({ id, operation: "default" });

describe("a start call's response gives its jobs and what was refused", () => {
  it.each<[string, object, object]>([
    ["jobs alone", { hosts: [queued("a", "1"), queued("b", "2")] }, { jobs: [job("1"), job("2")], refusals: [] }],
    ["each job once", { hosts: [queued("a", "1"), queued("b", "1")] }, { jobs: [job("1")], refusals: [] }],
    [
      "one job beside refusals, with and without a text",
      { hosts: [refused("a", "Busy."), queued("b", "1"), refused("c")] },
      { jobs: [job("1")], refusals: [{ name: "a", message: "Busy." }, { name: "c" }] },
    ],
    [
      "no jobs of a later shape",
      { hosts: [queued("a", "1")], more: [{ id: "2" }] },
      { jobs: [job("1")], refusals: [] },
    ],
  ])("%s", async (_, body, expected) => {
    const { client } = create();
    expect(await jobIdsFrom(client, body)).toEqual(expected);
    expect(await jobIdsFrom(client, Response.json(body))).toEqual(expected);
  });

  it("the jobs of a start call's response are taken one by one", async () => {
    const { client, clock } = create();
    const { jobs } = await jobIdsFrom(client, { hosts: [queued("a", "1"), refused("b"), queued("c", "2")] });
    const ends = await clock.run(waitAll(jobs.map((one) => [client, one])));
    expect(ends.map(({ id, status }) => [id, status?.state])).toEqual([
      ["1", "succeeded"],
      ["2", "succeeded"],
    ]);
  });
});

describe("a wait for one job refuses a response", () => {
  it.each<[string, object, string, string | undefined]>([
    [
      "that refuses a part",
      { hosts: [refused("a", "Busy."), queued("b", "1"), refused("c", "Busy."), refused("d")] },
      'the start call started the job "1", and the provider refused a part of the call; refused: "a", "c": Busy.; "d"; ' +
        "read both with jobIdsFrom, and wait for the job by itself",
      "Busy.",
    ],
    [
      "that starts several jobs and refuses a part",
      { hosts: [queued("a", "1"), queued("b", "2"), refused("c", "Busy.")] },
      'the response names several jobs: "1", "2"; refused: "c": Busy.; read them with jobIdsFrom, and wait for each, or ' +
        "for all with waitAll",
      "Busy.",
    ],
    [
      "that refuses a part without a text",
      { hosts: [queued("a", "1"), refused("b")] },
      'the start call started the job "1", and the provider refused a part of the call; refused: "b"; read both with ' +
        "jobIdsFrom, and wait for the job by itself",
      undefined,
    ],
  ])("%s", async (_, body, problem, nativeMessage) => {
    const { client, requests } = create();
    for (const reference of [body, Response.json(body)]) {
      const error = await rejectionOf(client.wait(reference));
      expect([error.code, error.message, error.nativeMessage]).toEqual([
        "invalid-request",
        `acme showJob: ${problem}`,
        nativeMessage,
      ]);
    }
    expect(requests).toEqual([]);
  });

  it.each<[string, object, string, string | undefined]>([
    [
      "that refuses all, each text once behind its names",
      { hosts: [refused("a", "Busy."), refused("b", "Late."), refused("c", "Busy.")] },
      'the start call started no job: "a", "c": Busy.; "b": Late.',
      "Busy.; Late.",
    ],
    [
      "that refuses as a whole",
      { ok: false, why: "Busy.", hosts: [queued("a", "1")] },
      "the start call started no job: Busy.",
      "Busy.",
    ],
    ["that says no more", { ok: false }, "the start call started no job", undefined],
  ])("%s: no job was started", async (_, body, problem, nativeMessage) => {
    const error = await rejectionOf(create().client.wait(body));
    expect([error.code, error.message, error.nativeMessage]).toEqual(["no-job", `acme: ${problem}`, nativeMessage]);
  });
});
