import { JobStatusError, type Fetch, type JobStatus } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkResult } from "./check-result.ts";
import { contentTypeOf, isXml } from "./media.ts";
import { fillText } from "./fill-text.ts";
import { factsOf } from "./provider-facts.ts";
import { createClient, type ProviderName, providerNames } from "./provider.ts";
import { readCases } from "./read-cases.ts";
import { readSpecification } from "./specification.ts";

const settings = { numRuns: 100 } as const;
/** The smallest response with a status value, and with an ID as a bare number, in each provider's own shape. */
function responseFrom(provider: ProviderName, native: string, id: string): string {
  return fillText(factsOf(provider).response, { native: JSON.stringify(native), id });
}

/** Polls a provider with that response one time; anything but a status or a JobStatusError is thrown. */
async function requestStatus(provider: ProviderName, fetch: Fetch, job = "50"): Promise<JobStatus | JobStatusError> {
  try {
    return await createClient(provider, { fetch, clock: createVirtualClock() }).status(job);
  } catch (error) {
    if (error instanceof JobStatusError) return error;
    throw error;
  }
}

function fetchOf(body: BodyInit, status = 200, headers: Record<string, string> = {}): Fetch {
  const bodiless = [204, 205, 304].includes(status);
  return () => Promise.resolve(new Response(bodiless ? null : body, { status, headers }));
}

const httpStatus = fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 }));
const headers = fc.record(
  {
    "Retry-After": fc.oneof(fc.stringMatching(/^[!-~]{0,12}$/), fc.integer().map(String)),
    "Content-Type": fc.constantFrom("application/json", "text/html", "text/plain", "application/xml"),
    Location: fc.webUrl(),
  },
  { requiredKeys: [] },
);

/** Values that look like those of a response, so that more than the first check is reached. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    null,
    "",
    0,
    -1,
    101,
    1e308,
    true,
    false,
    "SUCCESS",
    "completed",
    "/Date(99999999999999999)/",
    [],
    {},
  ),
);

/** A response of a mapping case in which one place holds another value. */
function spoiltResponse(provider: ProviderName): fc.Arbitrary<string> {
  const bodies = readCases()
    .mapping.filter((one) => one.provider === provider && !isXml(contentTypeOf(one.response)))
    .map(({ response }) => response.body);
  return fc.tuple(fc.constantFrom(...bodies), fc.nat(), value).map(([body, place, other]) => {
    let count = 0;
    const total = [...body.matchAll(/[,:[{]/g)].length;
    return JSON.stringify(
      JSON.parse(body, (_, found: unknown) => {
        count += 1;
        return count === 1 + (place % total) ? other : found;
      }),
    );
  });
}

describe.each(providerNames)("%s", (provider) => {
  it("gives a status or a JobStatusError for any JSON, HTTP status and headers", async () => {
    const property = fc.asyncProperty(fc.json(), httpStatus, headers, async (body, status, given) => {
      checkResult(await requestStatus(provider, fetchOf(body, status, given)), provider);
    });
    await fc.assert(property, settings);
  });

  it("gives a status or a JobStatusError for a response of which one part is another", async () => {
    const property = fc.asyncProperty(spoiltResponse(provider), httpStatus, async (body, status) => {
      checkResult(await requestStatus(provider, fetchOf(body, status)), provider);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it("gives a status or a JobStatusError for any bytes", async () => {
    const property = fc.asyncProperty(fc.uint8Array(), httpStatus, headers, async (bytes, status, given) => {
      checkResult(await requestStatus(provider, fetchOf(new Uint8Array(bytes), status, given)), provider);
    });
    await fc.assert(property, settings);
  });

  it("gives a JobStatusError for whatever a fetch throws", async () => {
    const property = fc.asyncProperty(fc.anything(), async (thrown) => {
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a caller's fetch may reject with anything
      const result = await requestStatus(provider, () => Promise.reject(thrown));
      expect(result).toBeInstanceOf(JobStatusError);
      expect(result).toMatchObject({ code: "unavailable", provider });
    });
    await fc.assert(property, settings);
  });

  it("calls any word outside the specification unknown, and keeps it", async () => {
    const { statusValues } = readSpecification(provider);
    const known = fc.constantFrom(...statusValues);
    const word = fc
      .oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom("constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"),
        fc.tuple(known, fc.string()).map(([one, more]) => one + more),
        known.map((one) => one.toUpperCase()),
        known.map((one) => one.toLowerCase()),
        known.map((one) => ` ${one} `),
      )
      .filter((one) => !statusValues.includes(one));
    const property = fc.asyncProperty(word, async (native) => {
      const result = await requestStatus(provider, fetchOf(responseFrom(provider, native, "50")));
      expect(result).toMatchObject({ provider, id: "50", state: "unknown", native });
    });
    await fc.assert(property, settings);
  });

  it("loses no digit of an id, on the way out or on the way in", async () => {
    const property = fc.asyncProperty(fc.bigInt({ min: 0n, max: 10n ** 40n }), async (number) => {
      const id = number.toString();
      const sent: string[] = [];
      const result = await requestStatus(
        provider,
        (url, { body = "" }) => {
          sent.push(`${url} ${body}`);
          return Promise.resolve(new Response(responseFrom(provider, "word", id)));
        },
        id,
      );
      expect(result).not.toBeInstanceOf(JobStatusError);
      expect(result).toMatchObject({ id });
      expect(sent.join("\n").match(/\d+/g)).toContain(id);
      const raw = result instanceof JobStatusError ? undefined : result.raw;
      expect(JSON.stringify(raw).match(/\d+/g)).toContain(id);
    });
    await fc.assert(property, settings);
  });
});
