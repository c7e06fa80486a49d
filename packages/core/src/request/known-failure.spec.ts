import { expect, it } from "vitest";
import { knownFailure } from "./known-failure.ts";
import { knownFailure as knownInBrowsers } from "./known-failure.browser.ts";

const REFUSED = { error: new Error("connect"), message: "connect", code: "ECONNREFUSED" };

it("tells what a code of Node's network layer means, and nothing in a browser", () => {
  expect(knownFailure([REFUSED], "the connection failed")).toEqual({
    reason: "the connection was refused; check the host and its port",
    permanent: undefined,
  });
  expect(knownInBrowsers()).toBeUndefined();
});
