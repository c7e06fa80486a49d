import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { providerNames } from "../provider.ts";
import { readPact } from "./pact-document.ts";
import { committedFolder, pactFileOf } from "./pact-files.ts";
import { verifySimulator } from "./verify-simulator.ts";

describe.each(providerNames)("the simulator of %s", (provider) => {
  it("responds to every interaction as the pact says", async () => {
    const results = await verifySimulator(provider, `${committedFolder}/${pactFileOf(provider)}`);
    const descriptions = readPact(provider).interactions.map(({ description }) => description);
    const byDescription = (a: { description: string }, b: { description: string }) =>
      a.description < b.description ? -1 : 1;
    expect(results.toSorted(byDescription)).toEqual(
      descriptions.map((description) => ({ description, result: "OK" })).toSorted(byDescription),
    );
  });
});

describe("the verification of a simulator", () => {
  it.each([
    [
      "JSON",
      "centurylink-v2",
      '"content":{"status":"executing"}',
      '"content":{"status":"resumed"}',
      /executing.*resumed/,
    ],
    ["XML", "centurylink-v1", "CurrentStatus='Failed'", "CurrentStatus='Resumed'", /Failed.*Resumed|Resumed.*Failed/],
  ] as const)("fails for a pact that expects another word in %s", async (_, provider, word, other, reason) => {
    const pact = readPact(provider);
    const text = JSON.stringify(pact).replaceAll(word, other);
    expect(text).not.toBe(JSON.stringify(pact));
    const file = fileURLToPath(new URL(`../../reports/wrong-pacts/${provider}.json`, import.meta.url));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    await expect(verifySimulator(provider, file)).rejects.toThrow(reason);
  });
});
