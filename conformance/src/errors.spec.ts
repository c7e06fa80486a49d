import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { describe, expect, it } from "vitest";
import { errorOf, factsOfError } from "./error-of.ts";
import { createClient, formatSetting, jobOf, SECRET } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { createScriptedFetch } from "./scripted-fetch.ts";

describe("a response without a status", () => {
  it.each(readCases().errors)("$id: $name", async ({ provider, job, operation, response, expected }) => {
    const { fetch, requests } = createScriptedFetch(response);
    const setting = { fetch, clock: createVirtualClock(), ...formatSetting(provider, response) };
    const error = await errorOf(createClient(provider, setting).status(jobOf({ job, operation })));
    expect(factsOfError(error)).toStrictEqual(expected);
    expect(error).toMatchObject({ provider, jobId: job });
    expect(error.operation).toBeTruthy();
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(SECRET);
    expect(requests).toHaveLength(1);
  });
});
