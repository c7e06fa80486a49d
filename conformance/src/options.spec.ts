import { JobStatusError } from "@jobstatus/core";
import { describe, expect, it } from "vitest";
import type { OptionCase } from "./case-types.ts";
import { errorOf } from "./error-of.ts";
import { createClientFromOptions, type ProviderName, providerNames, rightOptions } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { createScriptedFetch } from "./scripted-fetch.ts";

const cases = readCases().options.flatMap((one) =>
  (one.provider === undefined ? providerNames : [one.provider]).map((provider) => ({ ...one, provider })),
);

/** Makes the case's call, and gives what it throws at once or rejects with. */
async function call(provider: ProviderName, { call: name, remove = [], options }: OptionCase, fetch: unknown) {
  const right = Object.entries(rightOptions(provider)).filter(([option]) => !remove.includes(option));
  const given = name === "create" ? options : {};
  const client = createClientFromOptions(provider, { fetch, ...Object.fromEntries(right), ...given });
  if (name === "status") return client.status("50", options);
  if (name === "wait") return client.wait("50", options);
  return client.watch("50", options).next();
}

describe("a wrong option", () => {
  it.each(cases)("$provider, $id: $name", async ({ provider, ...one }) => {
    const { fetch, requests } = createScriptedFetch({ status: 500, body: "" });
    const error = await errorOf(call(provider, one, fetch));
    expect(error).toBeInstanceOf(JobStatusError);
    expect(error.code).toBe("invalid-request");
    expect(error.message).toContain(JSON.stringify(one.expected));
    expect(error.message).not.toContain("password@");
    expect(requests).toEqual([]);
  });
});
