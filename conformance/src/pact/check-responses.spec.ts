import { centurylinkV2Contract } from "@jobstatus/centurylink-v2";
import { trafficOpsContract } from "@jobstatus/traffic-ops";
import { describe, expect, it } from "vitest";
import { readSpecificationText } from "../specification.ts";
import { checkResponses } from "./check-responses.ts";
import { readPact } from "./pact-document.ts";
import { contracts } from "../testing/contracts.ts";

describe.each(contracts)("the pact of $provider", ({ provider, server }) => {
  it("has each property that the specification requires of a response, and its server", () => {
    expect(checkResponses(readSpecificationText(provider), readPact(provider).interactions, server)).toEqual([]);
  });

  it("would not be right for another server", () => {
    expect(checkResponses(readSpecificationText(provider), [], "https://elsewhere.example.net")).toEqual([
      expect.stringContaining("the client goes to https://elsewhere.example.net, and the specification names"),
    ]);
  });
});

describe("a specification that newly requires a property", () => {
  it.each([
    ["traffic-ops", "    AsyncStatus:\n", trafficOpsContract.server],
    ["centurylink-v2", "    OperationStatus:\n", centurylinkV2Contract.server],
  ] as const)("is noticed: %s", (provider, schema, server) => {
    const text = readSpecificationText(provider);
    expect(text).toContain(schema);
    const changed = text.replace(schema, `${schema}      allOf: [{ required: [owner] }]\n`);
    const faults = checkResponses(changed, readPact(provider).interactions, server);
    expect(faults.join("\n")).toContain("must have required property 'owner'");
  });
});
