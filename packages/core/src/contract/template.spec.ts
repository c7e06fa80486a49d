import { expect, it } from "vitest";
import { fillTemplate, templateNames } from "./template.ts";

it("the names of a template are those in braces, in order and as often as they occur", () => {
  expect(templateNames("https://{shop}.example/{account_id}/{shop}")).toEqual(["shop", "account_id", "shop"]);
});

it("braces around several segments, an expression or nothing hold no name", () => {
  expect(templateNames("/{+path}/{a-b}/{}")).toEqual([]);
});

it("a template is filled with the value of each name", () => {
  expect(fillTemplate("{user}:{password}", (name) => ({ user: "ann", password: "$&" })[name])).toBe("ann:$&");
});

it("a name without a value leaves nothing", () => {
  expect(fillTemplate("/jobs/{id}/{part}", (name) => (name === "id" ? "7" : undefined))).toBe("/jobs/7/");
});
