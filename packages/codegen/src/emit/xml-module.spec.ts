import { expect, it } from "vitest";
import { FROM, smallFacts } from "../testing/small-facts.ts";
import { IN_XML } from "../testing/small-variants.ts";
import { xmlModule } from "./xml-module.ts";

it("is nothing where the provider speaks no XML", () => {
  expect(xmlModule(smallFacts())).toBeUndefined();
});

it("writes the whole table", () => {
  expect(xmlModule(smallFacts(IN_XML))).toBe(`\
// ${FROM}
// Do not edit: change the specification and generate again.

import type { ResponseFormat } from "@jobstatus/core/provider";
import { type XmlTableFor, createXmlFormat } from "@jobstatus/core/xml";
import type { operations } from "./schema.ts";

/** print in XML: the option \`format\` of \`createPrint\`. The statuses are those of JSON. */
export const xml: ResponseFormat<"print"> = /* @__PURE__ */ createXmlFormat({
  provider: "print",
  operation: "getJob",
  request: { method: "GET", path: "/jobs/{id}", id: { in: "path", name: "id", type: "string" }, accept: "text/xml" },
  root: "Job",
  shape: {
    members: {
      state: "text",
      note: "text",
      done: "number",
      pages: { items: { members: { ok: "boolean" } }, wrapped: false },
    },
  },
} as const satisfies XmlTableFor<operations["getJob"]["responses"][200]["content"]["text/xml"]>);
`);
});
