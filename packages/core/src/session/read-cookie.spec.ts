import { describe, expect, it } from "vitest";
import { readCookie } from "./read-cookie.ts";

const NOW_MS = Date.parse("2026-01-01T00:00:00Z");

function read(lines: readonly string[], to = "https://ops.example.org/api/4.0/async_status/1") {
  const headers = new Headers();
  for (const line of lines) headers.append("Set-Cookie", line);
  return readCookie(headers, "session", new URL(to), NOW_MS);
}

describe("a cookie of a response (RFC 6265)", () => {
  it.each([
    ["its pair alone", "session=a", { pair: "session=a" }],
    ["a value with an equals sign", "session=a=b==; Path=/", { pair: "session=a=b==" }],
    ["Max-Age, in seconds", "session=a; Max-Age=3600", { pair: "session=a", expiresAtMs: NOW_MS + 3_600_000 }],
    [
      "Expires, a date",
      "session=a; Expires=Thu, 01 Jan 2026 01:00:00 GMT",
      { pair: "session=a", expiresAtMs: NOW_MS + 3_600_000 },
    ],
    [
      "Max-Age before Expires",
      "session=a; Expires=Thu, 01 Jan 2026 01:00:00 GMT; max-age=60",
      { pair: "session=a", expiresAtMs: NOW_MS + 60_000 },
    ],
    ["attributes that cannot be read", "session=a; Max-Age=soon; Expires=never; HttpOnly", { pair: "session=a" }],
    ["attributes that are numbers in part", "session=a; Max-Age=60s; Expires=soon", { pair: "session=a" }],
    ["an age with a plus sign, which is none", "session=a; Max-Age=+60", { pair: "session=a" }],
    [
      "spaces around everything",
      "session=a ; Max-Age = 60 ; Path = /api ",
      { pair: "session=a", expiresAtMs: NOW_MS + 60_000 },
    ],
    [
      "a value that ends in white space of other texts",
      "session=caf\u00C3\u00A0 ; Path=/",
      { pair: "session=caf\u00C3\u00A0" },
    ],
    ["its own path", "session=a; Path=/api/4.0/async_status/1", { pair: "session=a" }],
    ["its own domain", "session=a; Domain=ops.example.org", { pair: "session=a" }],
    ["a path above", "session=a; Path=/api", { pair: "session=a" }],
    ["a domain above", "session=a; Domain=.Example.org", { pair: "session=a" }],
    ["Secure, over https:", "session=a; Secure", { pair: "session=a" }],
  ])("%s", (_, line, expected) => {
    expect(read([line])).toStrictEqual(expected);
  });

  it.each([
    ["none", []],
    ["another name", ["sessions=a"]],
    ["an empty value", ["session=; Path=/"]],
    ["one that is deleted", ["session=a; Max-Age=0"]],
    ["one that is deleted by a negative age", ["session=a; Max-Age=-1"]],
    ["one that has run out", ["session=a; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]],
    ["another path", ["session=a; Path=/admin"]],
    ["a path that only begins alike", ["session=a; Path=/ap"]],
    ["another domain", ["session=a; Domain=example.com"]],
    ["a domain that only ends alike", ["session=a; Domain=s.example.org"]],
  ])("does not count: %s", (_, lines) => {
    expect(read(lines)).toBeUndefined();
  });

  it("Secure does not go over http:", () => {
    expect(read(["session=a; Secure"], "http://ops.example.org/")).toBeUndefined();
  });

  it("its path may have an equals sign", () => {
    const to = "https://ops.example.org/a=b/1";
    expect(read(["session=a; Path=/a=b"], to)).toEqual({ pair: "session=a" });
    expect(read(["session=a; Path=/a"], to)).toBeUndefined();
  });

  it("the last of several cookies holds, others stay out of it", () => {
    expect(read(["session=a", "other=x", "session=b"])).toEqual({ pair: "session=b" });
  });
});
