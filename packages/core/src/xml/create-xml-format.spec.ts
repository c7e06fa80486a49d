import { describe, expect, it } from "vitest";
import { createAcmeClient } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { failureIn, rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";
import { createXmlFormat } from "./create-xml-format.ts";

const request = {
  method: "POST",
  path: "/v1/{account}/jobs.xml",
  id: { in: "body", name: "Id", type: "string" },
  accept: "text/xml",
  contentType: "text/xml",
} as const;

const format = createXmlFormat({
  provider: "acme",
  operation: "showJobInXml",
  request,
  body: "Question",
  root: "Answer",
  shape: { members: { job: { members: { state: "text", text: "text" } } } },
});

const xml = { "Content-Type": "text/xml" };

function failureAt(response: ScriptedResponse, options: object = { format }) {
  const { client, clock } = createAcmeClient([response], options);
  return rejectionOf(clock.run(client.status("7")));
}

it("sends and reads XML", async () => {
  const body = '<Answer><job state="WORKING" text="on it"/></Answer>';
  const { client, requests } = createAcmeClient([{ body, headers: xml }], { format });
  await expect(client.status("a<&>b\r")).resolves.toStrictEqual({
    provider: "acme",
    id: "a<&>b\r",
    state: "running",
    native: "WORKING",
    message: "on it",
    raw: { job: { state: "WORKING", text: "on it" } },
  });
  const [{ url, method, headers, body: sent } = {}] = requests;
  expect([url, method, sent]).toEqual([
    "https://shop.acme.example/v1/main/jobs.xml",
    "POST",
    "<Question><Id>a&lt;&amp;&gt;b&#13;</Id></Question>",
  ]);
  expect([headers?.get("Accept"), headers?.get("Content-Type")]).toEqual(["text/xml", "text/xml"]);
});

it("an id that XML cannot carry is an invalid request", async () => {
  const { client, requests } = createAcmeClient([{ body: "" }], { format });
  const error = await rejectionOf(client.status("a\u0001"));
  expect([error.code, requests.length]).toEqual(["invalid-request", 0]);
  expect(error.message).toContain('"a\\u0001"');
});

it("escapes what XML reserves in every member of a request, and keeps every other character", () => {
  expect(format.createBody("7", { Note: "a\t\n\u{1F600}\uFFFD\uE000\uD7FF '\"", Count: 5, Dry: true })).toBe(
    "<Question><Id>7</Id><Note>a\t\n\u{1F600}\uFFFD\uE000\uD7FF '\"</Note><Count>5</Count><Dry>true</Dry></Question>",
  );
});

it.each(["\0", "\u001F", "\uD800", "\uDC00a", "\uFFFE", "\uFFFF"])("refuses %j, which no XML can carry", (text) => {
  const error = failureIn(() => format.createBody("7", { Note: text }));
  expect([error.code, error.message]).toEqual([
    "invalid-request",
    `the text ${JSON.stringify(text)} cannot stand in XML`,
  ]);
});

it.each([
  ["<a/>", true],
  ["\n <a/>", true],
  ["{}", false],
  ['"<"', false],
  ["", false],
])("says whether it reads %j: %s", (text, isRead) => {
  expect(format.accepts(text)).toBe(isRead);
});

it("has a format for each of the other operations, of the same provider", () => {
  const { operations } = createXmlFormat({
    provider: "acme",
    operation: "showJobInXml",
    request,
    root: "Answer",
    shape: { members: {} },
    operations: {
      task: { operation: "showTask", request, body: "Ask", root: "Task", shape: { members: { n: "number" } } },
    },
  });
  expect(operations?.["task"]).toMatchObject({ provider: "acme", operation: "showTask", request });
  expect(operations?.["task"]?.createBody("7", {})).toBe("<Ask><Id>7</Id></Ask>");
  expect(operations?.["task"]?.read('<Task n="1"/>')).toEqual({ n: 1 });
  expect(operations?.["task"]?.read("<Answer/>")).toBeNull();
  expect(operations?.["task"]?.operations).toEqual({});
});

it.each<[string, ScriptedResponse]>([
  ["JSON", { body: { job: { state: "DONE" } } }],
  ["JSON that calls itself XML", { body: { job: { state: "DONE" } }, headers: xml }],
  ["XML without a type", { body: "\n<Answer><job state='DONE'/></Answer>" }],
])("a response in %s is read as what it is", async (_, response) => {
  await expect(createAcmeClient([response], { format }).client.status("7")).resolves.toMatchObject({
    state: "succeeded",
    raw: { job: { state: "DONE" } },
  });
});

describe("a response that cannot be read", () => {
  it.each<[string, ScriptedResponse, string]>([
    ["truncated XML", { body: "<Answer><job", headers: xml }, "unavailable"],
    ["XML with a document type", { body: "<!DOCTYPE a><Answer/>", headers: xml }, "invalid-response"],
    ["a page", { body: "<html><br></html>" }, "unavailable"],
    ["another root", { body: "<Other/>", headers: xml }, "invalid-response"],
    ["no job", { body: "<Answer/>", headers: xml }, "invalid-response"],
  ])("%s", async (_, response, code) => {
    const error = await failureAt(response);
    expect([error.code, error.excerpt, error.operation]).toEqual([code, response.body, "showJobInXml"]);
  });

  it.each<[string, string, string]>([
    ["it has a document type", "<!DOCTYPE a><Answer/>", "the response has a document type (DTD), and none is read: "],
    [
      "its encoding is another",
      '<?xml version="1.0" encoding="ISO-8859-1"?><Answer note="\uFFFD"/>',
      "the response has the encoding ISO-8859-1, and only UTF-8 and UTF-16 are read: ",
    ],
    [
      "it has two jobs",
      "<Answer><job state='DONE'/><job/></Answer>",
      'there are several jobs at "/job" of the response: ',
    ],
    [
      "it breaks off",
      "<Answer><job",
      "the response is not well-formed (Unclosed start tag for element `job` (line 1, column 13)): ",
    ],
    ["it is neither", "oops", "the response is neither JSON nor what the client's format reads: "],
  ])("says why: %s", async (_, body, reason) => {
    expect((await failureAt({ body })).message).toBe(`acme showJobInXml job "7": ${reason}${body}`);
  });

  it("XML to a client that reads JSON says what to do", async () => {
    const error = await failureAt({ body: "<Answer/>", headers: xml }, {});
    expect([error.code, error.httpStatus, error.excerpt]).toEqual(["invalid-response", 200, "<Answer/>"]);
    expect(error.message).toBe(
      'acme showJob job "7": the response is XML, which this client does not read; give the client the option format, ' +
        "from the provider's package's subpath, or have JSON sent: <Answer/>",
    );
  });
});

it("the response of a start call has a root of its own", async () => {
  const contract = { ...acmeContract, references: [{ from: "body", id: "/RequestID" }] } as const;
  const responses = [{ body: "<Answer><job state='DONE'/></Answer>", headers: xml }];
  const { client } = createAcmeClient(responses, { format }, contract);
  const started = new Response("<Queued><RequestID>12</RequestID></Queued>", { headers: xml });
  await expect(client.status(started)).resolves.toMatchObject({ id: "12", state: "succeeded" });
});

it.each([{}, "xml", { ...format, provider: "other" }])("%j is no format of the provider", (wrong) => {
  expect(() => createAcmeClient([], { format: wrong } as object)).toThrow(
    'createAcme: the option "format" must be a format of acme, from its package\'s subpath',
  );
});

it("clients of two formats share no response", async () => {
  const first = createAcmeClient([{ body: { job: { state: "DONE" } } }]);
  const second = createAcmeClient([], {
    clock: first.clock,
    fetch: first.fetch,
    format: { ...format, request: acmeContract.request },
  });
  await Promise.all([first.client.status("7"), second.client.status("7")]);
  expect(first.requests).toHaveLength(2);
});
