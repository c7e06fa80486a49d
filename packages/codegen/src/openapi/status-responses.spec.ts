import { describe, expect, it } from "vitest";
import { smallSpec } from "../testing/small-spec.ts";
import { findOperation } from "./operation.ts";
import { statusResponsesOf } from "./status-responses.ts";

function responsesOf(more: string, status = "    status: /state\n") {
  const { root, extension } = smallSpec({ "    status: /state\n": status, "components:\n": `${more}components:\n` });
  return statusResponsesOf(root, findOperation(root, extension.operation), extension).map(({ http, content }) => [
    http,
    content?.mediaType,
  ]);
}

const JSON_CONTENT = "content: { application/problem+json: { schema: {} } }";

describe("the responses that tell a status", () => {
  it("are 200 and 202 with JSON, and no other", () => {
    const others = ["201", "202", "404", "default"].map(
      (http) => `        "${http}": { description: A, ${JSON_CONTENT} }\n`,
    );
    expect(responsesOf(others.join(""))).toEqual([
      ["200", "application/json"],
      ["202", "application/problem+json"],
    ]);
  });

  it("are not those without JSON that no rule names", () => {
    expect(responsesOf('        "202": { description: A }\n')).toEqual([["200", "application/json"]]);
  });

  it("are those that a rule names, with or without JSON", () => {
    const rules = `    status:
      - { value: printing, where: { http: 202 } }
      - { value: printed, where: { http: 303 } }
      - { at: /state }
`;
    const others = `        "202": { description: A }\n        "303": { description: A, ${JSON_CONTENT} }\n`;
    expect(responsesOf(others, rules)).toEqual([
      ["200", "application/json"],
      ["202", undefined],
      ["303", "application/problem+json"],
    ]);
  });
});
