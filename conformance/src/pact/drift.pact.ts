import { describe, expect, it } from "vitest";
import { providerNames } from "../provider.ts";
import { committedFolder, pactFileOf, readPactFiles, writtenFolder } from "./pact-files.ts";

const REMEDY = "the committed pacts are not what the clients write: run `npm run update-pacts` here, read what changed";

describe("the committed pacts", () => {
  const committed = readPactFiles(committedFolder);
  const written = readPactFiles(writtenFolder);

  it("are one for each provider", () => {
    const names = providerNames.map(pactFileOf);
    expect([...written.keys()]).toEqual(names);
    expect([...committed.keys()], REMEDY).toEqual(names);
  });

  it.each(providerNames.map(pactFileOf))("%s is what the client of today writes, byte for byte", (file) => {
    expect(committed.get(file), REMEDY).toBe(written.get(file));
  });
});
