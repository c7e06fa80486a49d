import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { describe, expect, it } from "vitest";
import { createClient, formatSetting, jobOf } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { createScriptedFetch } from "./scripted-fetch.ts";

describe("a response that is a status", () => {
  it.each(readCases().mapping)("$id: $name", async ({ provider, job, operation, response, expected, raw }) => {
    const { fetch, requests } = createScriptedFetch(response);
    const setting = { fetch, clock: createVirtualClock(), ...formatSetting(provider, response) };
    const status = await createClient(provider, setting).status(jobOf({ job, operation }));
    const decoded: unknown = raw ?? JSON.parse(response.body);
    expect(status).toStrictEqual({ provider, id: job, ...(operation && { operation }), ...expected, raw: decoded });
    expect(structuredClone(status)).toStrictEqual(status);
    expect(JSON.parse(JSON.stringify(status))).toStrictEqual(status);
    expect(requests).toHaveLength(1);
  });
});
