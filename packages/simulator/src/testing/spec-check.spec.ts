import { describe, expect, it } from "vitest";
import { createSpecCheck } from "./spec-check.ts";

const origin = "https://provider.example";
const vaultStatus = new Request(`${origin}/api/v26.1/services/jobs/1`);
const v1Status = new Request(`${origin}/REST/Queue/GetRequestStatus/XML`, { method: "POST" });

function response(body: string, type = "application/json", status = 200): Response {
  return new Response(body, { status, headers: { "content-type": type } });
}

describe("the comparison of responses with the specifications", () => {
  it("accepts a right response, and remembers it", async () => {
    const check = createSpecCheck("centurylink-v2");
    const request = new Request(`${origin}/v2/operations/ALIAS/status/wa1-12345`);
    expect(await check.problemsOf(request, response('{"status":"succeeded"}'))).toEqual([]);
    expect(check.compared()).toEqual(["getStatus 200 application/json"]);
  });

  it("says nothing of operations that the specification does not have", async () => {
    const check = createSpecCheck("zendesk");
    const request = new Request(`${origin}/api/v2/tickets/create_many.json`, { method: "POST" });
    expect(await check.problemsOf(request, response("{}"))).toEqual([]);
    expect(check.compared()).toEqual([]);
  });

  it.each([
    {
      fault: "a status outside the enum",
      response: response('{"responseStatus":"SUCCESS","data":{"id":1,"status":"DONE"}}'),
      problem: "/data/status must be equal to one of the allowed values",
    },
    {
      fault: "a missing property",
      response: response('{"responseStatus":"SUCCESS","data":{"id":1}}'),
      problem: "must have required property 'status'",
    },
    {
      fault: "a wrong type",
      response: response('{"responseStatus":"SUCCESS","data":{"id":"1","status":"RUNNING"}}'),
      problem: "/data/id must be integer",
    },
    { fault: "an unknown status", response: response("{}", "application/json", 418), problem: "has no response 418" },
    { fault: "an unknown content type", response: response("", "text/csv"), problem: "has no text/csv" },
  ])("finds $fault", async ({ response: given, problem }) => {
    const problems = await createSpecCheck("veeva-vault").problemsOf(vaultStatus, given);
    expect(problems.join("\n")).toContain(problem);
  });

  it.each([
    { fault: "another root", body: '<Response Success="true" StatusCode="0" />', problem: "the root is <Response>" },
    {
      fault: "an unknown attribute",
      body: '<QueueStatusResponse Success="true" StatusCode="0" Kode="1" />',
      problem: "Kode",
    },
    {
      fault: "an element for an attribute",
      body: "<QueueStatusResponse><Success>true</Success></QueueStatusResponse>",
      problem: "Success in <QueueStatusResponse> is not in the schema",
    },
    {
      fault: "a boolean in upper case",
      body: '<QueueStatusResponse Success="True" StatusCode="0" />',
      problem: "/Success must be boolean",
    },
    { fault: "XML that is cut off", body: "<QueueStatusResponse", problem: "line 1" },
  ])("finds $fault in XML", async ({ body, problem }) => {
    const check = createSpecCheck("centurylink-v1");
    const found = await check.problemsOf(v1Status, response(body, "text/xml")).then(
      (problems) => problems.join("\n"),
      (error: unknown) => String(error),
    );
    expect(found).toContain(problem);
  });
});
