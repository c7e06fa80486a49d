import { MatchersV3 } from "@pact-foundation/pact";
import { describe, expect, it } from "vitest";
import { templateFromBody } from "./body-template.ts";

describe("the template of a body", () => {
  it("keeps the words that decide, null and booleans, and takes the rest for examples", () => {
    const body = { response: { id: 1, status: "PENDING", end_time: null, message: "Renewing" }, alerts: [] };
    expect(templateFromBody("traffic-ops", body)).toEqual({
      response: { id: MatchersV3.integer(1), status: "PENDING", end_time: null, message: MatchersV3.like("Renewing") },
      alerts: [],
    });
  });

  it("tells a job's word, which decides, from an item's, which does not", () => {
    const body = { job_status: { status: "completed", results: [{ status: "Updated", errors: "", success: true }] } };
    expect(templateFromBody("zendesk", body)).toEqual({
      job_status: {
        status: "completed",
        results: [{ status: MatchersV3.like("Updated"), errors: "", success: true }],
      },
    });
  });

  it("requires the form of a time", () => {
    expect(templateFromBody("traffic-ops", { response: { start_time: "2021-02-18T17:13:56.352261Z" } })).toEqual({
      response: { start_time: expect.objectContaining({ "pact:matcher:type": "regex" }) },
    });
  });

  it("keeps an object with a nameless member as it is", () => {
    const body = { message: "Wrong", modelState: { "": ["Missing"], name: ["Wrong"] } };
    expect(templateFromBody("centurylink-v2", body)).toEqual({ ...body, message: MatchersV3.like("Wrong") });
  });
});
