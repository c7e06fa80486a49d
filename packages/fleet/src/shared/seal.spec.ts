import { describe, expect, it } from "vitest";
import { Seal } from "./seal.ts";

const secret = "any text of thirty-two characters or more";

describe("a sealed text", () => {
  it("is opened with the same secret, in the same place", () => {
    const sealed = new Seal(secret).seal("session 5", "session/a");
    expect(sealed).not.toContain("session 5");
    expect(Buffer.from(sealed, "base64").includes("session 5")).toBe(false);
    expect(new Seal(secret).open(sealed, "session/a")).toBe("session 5");
  });

  it("is not opened with another secret, in another place, or if it is damaged", () => {
    const sealed = new Seal(secret).seal("session 5", "session/a");
    expect(new Seal(`${secret}!`).open(sealed, "session/a")).toBeUndefined();
    expect(new Seal(secret).open(sealed, "session/b")).toBeUndefined();
    expect(new Seal(secret).open(`${sealed.slice(0, -4)}AAAA`, "session/a")).toBeUndefined();
    expect(new Seal(secret).open("AAAA", "session/a")).toBeUndefined();
  });

  it("differs each time", () => {
    const seal = new Seal(secret);
    expect(seal.seal("session 5", "session/a")).not.toBe(seal.seal("session 5", "session/a"));
  });
});
