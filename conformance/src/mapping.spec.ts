import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { describe, expect, it } from "vitest";
import { createClient } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { createScriptedFetch } from "./scripted-fetch.ts";

describe("an answer that is a status", () => {
  it.each(readCases().mapping)("$id: $name", async ({ provider, job, answer, expected, raw }) => {
    const { fetch, requests } = createScriptedFetch(answer);
    const status = await createClient(provider, { fetch, clock: createVirtualClock() }).status(job);
    const decoded: unknown = JSON.parse(answer.body);
    expect(status).toStrictEqual({ provider, id: job, ...expected, raw: raw ?? decoded });
    expect(structuredClone(status)).toStrictEqual(status);
    expect(JSON.parse(JSON.stringify(status))).toStrictEqual(status);
    expect(requests).toHaveLength(1);
  });
});
