import { expect, it } from "vitest";
import { errorTextIn } from "./error-texts.ts";

const message = [
  "",
  { at: "/alerts/*", text: "/text", level: "/level", order: ["error", "warning"] },
  "/errors/*/text",
  "/note",
] as const;

it.each<[string, unknown, string | undefined]>([
  ["the body itself", "Sorry.", "Sorry."],
  ["all texts of a list, in its order", { errors: [{ text: "b" }, { text: "a" }] }, "b; a"],
  ["each text once", { errors: [{ text: "a" }, { text: "b" }, { text: "a" }] }, "a; b"],
  ["no empty text", { errors: [{ text: "" }, {}, null, { text: 7 }] }, "7"],
  [
    "errors before warnings, and other levels last",
    {
      alerts: [
        { level: "info", text: "1" },
        { level: "warning", text: "2" },
        { text: "3" },
        { level: "error", text: "4" },
        { level: "error", text: "5" },
      ],
    },
    "4; 5; 2; 1; 3",
  ],
  ["the first entry that finds a text", { alerts: [{ level: "error" }], errors: [], note: "n" }, "n"],
  ["nothing", { other: "x" }, undefined],
  ["nothing in no body", undefined, undefined],
])("reads %s", (_, body, expected) => {
  expect(errorTextIn({ message }, body)).toBe(expected);
});

it("reads no text if the contract names none", () => {
  expect(errorTextIn({}, { note: "n" })).toBeUndefined();
});
