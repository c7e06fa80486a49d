import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { describe, expect, it } from "vitest";
import { errorOf, factsOfError } from "./error-of.ts";
import { createClient, formatSetting, secret } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { createScriptedFetch } from "./scripted-fetch.ts";

describe("an answer that is no status", () => {
  it.each(readCases().errors)("$id: $name", async ({ provider, job, answer, expected }) => {
    const { fetch, requests } = createScriptedFetch(answer);
    const setting = { fetch, clock: createVirtualClock(), ...formatSetting(provider, answer) };
    const error = await errorOf(createClient(provider, setting).status(job));
    expect(factsOfError(error)).toStrictEqual(expected);
    expect(error).toMatchObject({ provider, jobId: job });
    expect(error.operation).toBeTruthy();
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(secret);
    expect(requests).toHaveLength(1);
  });
});
