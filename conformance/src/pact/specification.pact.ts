import { describe, expect, it } from "vitest";
import { decodeJson } from "../decode-json.ts";
import { factsOf } from "../provider-facts.ts";
import { providerNames } from "../provider.ts";
import { readSpecification } from "../specification.ts";
import { compareWithSpecification } from "./compare-with-specification.ts";
import { type PactInteraction, readPact } from "./pact-document.ts";

describe.each(providerNames)("the pact of %s, beside the specification", (provider) => {
  it("agrees with it", async () => {
    expect(await compareWithSpecification(provider, readPact(provider))).toEqual([]);
  });

  it("would disagree if it requested another path", async () => {
    const pact = readPact(provider);
    for (const { request } of pact.interactions) request.path = `/other${request.path}`;
    const lines = await compareWithSpecification(provider, pact);
    expect(lines).toHaveLength(pact.interactions.length);
    expect(lines.every((line) => line.includes("request.path-or-method.unknown"))).toBe(true);
  });

  it("would disagree if a response had an undocumented status value", async () => {
    const pact = readPact(provider);
    const { statusMembers, statusValues } = readSpecification(provider);
    const isStatus = (name: string, value: unknown) =>
      statusMembers.includes(name) && statusValues.includes(String(value));
    const text = JSON.stringify(pact.interactions, (name, value: unknown) =>
      isStatus(name, value) ? "undocumented" : value,
    );
    const lines = await compareWithSpecification(provider, {
      ...pact,
      interactions: decodeJson<PactInteraction[]>(text),
    });
    expect(lines.join("\n")).toContain("response.body.incompatible");
  });

  it("would disagree if a response had an HTTP status that the specification does not have", async () => {
    const pact = readPact(provider);
    for (const { response } of pact.interactions) response.status = 418;
    expect((await compareWithSpecification(provider, pact)).join("\n")).toContain("response.status.unknown");
  });
});

// The comparator sees credentials in headers, and none in cookies.
it.each(providerNames.filter((name) => factsOf(name).proof !== undefined && factsOf(name).cookie === undefined))(
  "the pact of %s would disagree with the specification if it sent no credentials",
  async (provider) => {
    const pact = readPact(provider);
    for (const { request } of pact.interactions) delete request.headers["Authorization"];
    const lines = await compareWithSpecification(provider, pact);
    expect(lines).not.toEqual([]);
    expect(lines.every((line) => line.includes("request.authorization.missing"))).toBe(true);
  },
);
