import { describe, expect, it } from "vitest";
import { redactCause } from "./redact-cause.ts";

const redact = (text: string) => text.replaceAll("opensesame", "[redacted]");

describe("a cause without a secret is kept as it is", () => {
  const circle: Record<string, unknown> = { a: 1 };
  circle["self"] = circle;
  it.each([
    ["an error", new TypeError("fetch failed", { cause: new Error("reset") })],
    ["a text", "no"],
    ["nothing", undefined],
    ["null within", { body: null }],
    ["a circle", circle],
    ["bytes", new Uint8Array(100_000)],
  ])("%s", (_, cause) => {
    expect(redactCause(cause, redact)).toBe(cause);
  });
});

describe("a secret in a cause goes, wherever it is", () => {
  const headers = { Authorization: "Bearer opensesame" };
  it.each([
    ["a property", Object.assign(new Error("no"), { config: { headers } }), "no"],
    ["the cause of the cause", new Error("no", { cause: new Error("opensesame") }), "no"],
    ["the message", new Error("no: opensesame"), "no: [redacted]"],
    ["a symbol", Object.assign(new Error("no"), { [Symbol("request")]: headers }), "no"],
    ["headers", Object.assign(new Error("no"), { headers: new Headers(headers) }), "no"],
    ["a request", Object.assign(new Error("no"), { request: new Request("https://a.example", { headers }) }), "no"],
    ["a map", Object.assign(new Error("no"), { map: new Map(Object.entries(headers)) }), "no"],
    ["no error", { headers }, "what was thrown cannot be shown"],
  ])("%s", (_, cause, message) => {
    const clean = redactCause(cause, redact);
    expect(clean).toBeInstanceOf(Error);
    expect(clean).not.toBe(cause);
    expect(clean).toMatchObject({ message });
    expect(JSON.stringify(clean)).toBe("{}");
    expect(clean).not.toHaveProperty("cause");
  });
});

it("a cause that cannot be walked to its end is replaced", () => {
  const trap = Object.defineProperty({}, "trap", {
    get() {
      throw new Error("no");
    },
  });
  expect(redactCause(trap, redact)).toMatchObject({ message: "what was thrown cannot be read" });
  const numbers = Array.from({ length: 20_000 }, (_, index) => index);
  expect(redactCause(numbers, redact)).toMatchObject({ message: "what was thrown cannot be shown" });
});
