import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { describe, expect, it } from "vitest";
import { createClient, formatSetting } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { createScriptedFetch } from "./scripted-fetch.ts";

describe("an answer that is a status", () => {
  it.each(readCases().mapping)("$id: $name", async ({ provider, job, answer, expected, raw }) => {
    const { fetch, requests } = createScriptedFetch(answer);
    const setting = { fetch, clock: createVirtualClock(), ...formatSetting(provider, answer) };
    const status = await createClient(provider, setting).status(job);
    const decoded: unknown = raw ?? JSON.parse(answer.body);
    expect(status).toStrictEqual({ provider, id: job, ...expected, raw: decoded });
    expect(structuredClone(status)).toStrictEqual(status);
    expect(JSON.parse(JSON.stringify(status))).toStrictEqual(status);
    expect(requests).toHaveLength(1);
  });
});
