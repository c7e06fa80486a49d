import { expect, it } from "vitest";
import { INSPECT, showError } from "./show-error.browser.ts";

it("leaves an error to the browser's own console", () => {
  const error = new Error("no");
  expect(showError(error)).toBe(error.stack);
  expect(INSPECT).not.toBe(Symbol.for("nodejs.util.inspect.custom"));
});
