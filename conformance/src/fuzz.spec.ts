import { JobStatusError, type Fetch, type JobStatus } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import fc from "fast-check";
import { describe, it } from "vitest";
import { checkResult } from "./check-result.ts";
import { type HostileResponse, hostileResponses } from "./hostile-responses.ts";
import { createClient, formatSetting, type ProviderName, providerNames } from "./provider.ts";

/** How many responses each provider's client gets: 2,000 with the tests, and 100,000 with `npm run fuzz`. */
const numRuns = Number(process.env["FUZZ_RUNS"] ?? 2_000);

function fetchOf({ status, headers, body }: HostileResponse): Fetch {
  const bodiless = [204, 205, 304].includes(status);
  return () =>
    Promise.resolve(new Response(bodiless ? null : body, { status, headers: headers.map(([...pair]) => pair) }));
}

/** Polls one time; anything but a status or a JobStatusError is thrown. */
async function requestStatus(
  provider: ProviderName,
  response: HostileResponse,
  inXml: boolean,
): Promise<JobStatus | JobStatusError> {
  const format = inXml ? formatSetting(provider, { contentType: "text/xml", body: "" }) : {};
  const client = createClient(provider, { fetch: fetchOf(response), clock: createVirtualClock(), ...format });
  try {
    return await client.status("50");
  } catch (error) {
    if (error instanceof JobStatusError) return error;
    throw error;
  }
}

describe("any bytes, under any HTTP status, with any headers, are a status or a JobStatusError", () => {
  // A hang is a fault as well: it would run into the time that the test has.
  it.each(providerNames)(
    "%s: any response is a status or a JobStatusError",
    { timeout: 10_000 + numRuns * 15 },
    async (provider) => {
      const property = fc.asyncProperty(hostileResponses(provider), fc.boolean(), async (response, inXml) => {
        checkResult(await requestStatus(provider, response, inXml), provider);
      });
      await fc.assert(property, { numRuns });
    },
  );
});
