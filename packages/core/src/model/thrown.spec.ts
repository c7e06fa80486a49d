import { describe, expect, it } from "vitest";
import { errorsIn, withReason } from "./thrown.ts";

/** An error with so many causes, one below the other. */
function chainOf(length: number): Error {
  return length === 1 ? new Error("1") : new Error(`${length}`, { cause: chainOf(length - 1) });
}

describe("a problem with its reason", () => {
  it.each([
    ["has the innermost message", new Error("outer", { cause: new Error("inner") }), "it failed: inner"],
    ["has the last message that is not empty", new Error("outer", { cause: new Error("") }), "it failed: outer"],
    ["has a text that was thrown", "no disk", "it failed: no disk"],
    ["stands alone if nothing says why", { why: "no disk" }, "it failed"],
  ])("%s", (_, thrown, text) => {
    expect(withReason("it failed", thrown)).toBe(text);
  });

  it("is cut after its secrets are redacted", () => {
    const redact = (text: string) => text.replaceAll("secret", "[redacted]");
    const text = withReason("it failed", new Error(`${".".repeat(195)}secret`), redact);
    expect(text).toBe(`it failed: ${".".repeat(195)}[reda`);
  });

  it("says so if what was thrown can't be read", () => {
    const thrown = new Error("x");
    Object.defineProperty(thrown, "cause", {
      get() {
        throw new Error("no");
      },
    });
    expect(withReason("it failed", thrown)).toBe("it failed, and what was thrown can't be read");
  });
});

describe("the errors in what was thrown", () => {
  it("are at most 21, however long the chain is", () => {
    expect(errorsIn(chainOf(40))).toHaveLength(21);
    expect(errorsIn(chainOf(20))).toHaveLength(20);
  });

  it("hold no absent cause", () => {
    expect(errorsIn(chainOf(1))).toEqual([{ error: new Error("1"), message: "1", code: undefined }]);
  });
});
