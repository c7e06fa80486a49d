import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RULES } from "./rules.ts";

describe("the rules", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

  it("stand in the README, each with its sentence, and no other does", () => {
    const rows = [...readme.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)].map(([, name, description]) => [
      name,
      description,
    ]);
    expect(rows).toEqual([...RULES]);
  });

  it.each([...RULES])("%s has a name in kebab-case and a sentence", (name, description) => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
  });
});
