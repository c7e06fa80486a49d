import { describe, expect, it } from "vitest";
import { step } from "../client/step.ts";
import { waitAll } from "../client/wait-all.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

describe("names the mistake in what was passed as a job", () => {
  it.each<[string, unknown, string]>([
    ["a promise", Promise.resolve(Response.json({ id: 1 })), "a promise was passed; await the response first"],
    ["an array of IDs", ["1", "2"], "an array was passed; pass one job at a time, or all of them to waitAll"],
    ["an empty array", [], "an array was passed; pass one job at a time, or all of them to waitAll"],
    ["a function", () => "1", "a function was passed; call it, and pass what it returns"],
    ["a class", Map, "a function was passed; call it, and pass what it returns"],
    ["a client", createAcmeClient([]).client, "a client was passed; pass the job"],
    ["a request", new Request("https://acme.example"), "a Request was passed; send it, and pass the response"],
    ["undefined", undefined, "no job was passed; look for a call that returned nothing"],
    ["null", null, "no job was passed; look for a call that returned nothing"],
  ])("%s", async (_, mistake, problem) => {
    const { client, requests } = createAcmeClient([jobIn("DONE")]);
    const expected = { code: "invalid-request", message: `acme showJob: ${problem}` };
    // As JavaScript calls them, without a compiler that refuses the mistake.
    const calls: readonly Promise<unknown>[] = [
      Reflect.apply(client.status, client, [mistake]),
      Reflect.apply(client.wait, client, [mistake]),
      Reflect.apply(step, undefined, [client, mistake]),
    ];
    for (const call of calls) expect(await rejectionOf(call)).toMatchObject(expected);
    expect(await Reflect.apply(waitAll, undefined, [[[client, mistake]]])).toMatchObject([{ error: expected }]);
    expect(requests).toEqual([]);
  });
});
