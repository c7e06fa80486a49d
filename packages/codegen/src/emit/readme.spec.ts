import { describe, expect, it } from "vitest";
import { FROM, smallFacts } from "../testing/small-facts.ts";
import { IN_XML, WITH_SERVER_VARIABLES, WITH_SESSION, idInBody } from "../testing/small-variants.ts";
import { readme } from "./readme.ts";

const FENCE = "```";

/** The section of a README under a heading, the heading left out. */
function sectionOf(heading: string, given: Readonly<Record<string, string>>): string {
  const [, after = ""] = readme(smallFacts(given)).split(`\n## ${heading}\n\n`);
  return (after.split("\n## ")[0] ?? "").trim();
}

describe("the README", () => {
  it("says how the package is used, and all that is known of its provider", () => {
    expect(readme(smallFacts())).toBe(`\
<!-- ${FROM} Do not edit: change the specification and generate again. -->

# @jobstatus/print

Print Jobs. Is my job done yet, and how did it end? One response for every provider.

${FENCE}sh
npm install @jobstatus/print
${FENCE}

${FENCE}ts
import { createPrint } from "@jobstatus/print";

const print = createPrint({
  credentials: { key: process.env.KEY! },
});

const status = await print.wait("1234");
console.log(status.state, status.native, status.message);
${FENCE}

A failed job is a response, not an exception. Whatever keeps the status from being learned is a \`JobStatusError\` with a closed \`code\`.

## Options

\`createPrint\` takes:

| option        | what it is                              | default                 |
| ------------- | --------------------------------------- | ----------------------- |
| \`credentials\` | \`{ key }\`, or a function that gives one | required                |
| \`baseUrl\`     | replaces the provider's base URL        | \`https://print.example\` |
| \`headers\`     | headers for every request               | none                    |
| \`fetch\`       | sends the requests                      | the global \`fetch\`      |

The client has \`status(job)\`, \`watch(job)\` and \`wait(job)\`. \`createPrintApi(client)\` makes a typed client (openapi-fetch) of every operation that the specification describes.

## What names a job

\`status\`, \`watch\` and \`wait\` take the job's id: text, a bigint, or an integer that a number holds exactly.

## States

| the provider's value | state       | how it is known |
| -------------------- | ----------- | --------------- |
| \`printing\`           | \`running\`   | documented      |
| \`printed\`            | \`succeeded\` | documented      |
| \`jammed\`             | \`failed\`    | documented      |

Any other value is \`unknown\`, with the value kept in \`native\`.

## Limits of print

- \`wait\` and \`watch\` end after 1 hour unless the call names another timeout.

## Errors

An HTTP status means what HTTP says.

## Where this comes from

Generated from \`specs/print.yaml\` by \`@jobstatus/codegen\` 1.2.3; nothing here is written by hand.
`);
  });

  it.each([
    {
      name: "by the address of the documentation",
      docs: "externalDocs: { url: https://print.example/docs }",
      want: "Source: [https://print.example/docs](https://print.example/docs).",
    },
    {
      name: "by its name",
      docs: "externalDocs: { url: https://print.example/docs, description: The manual }",
      want: "Source: [The manual](https://print.example/docs).",
    },
  ])("names its source $name", ({ docs, want }) => {
    const section = sectionOf("Where this comes from", { "servers:": `${docs}\nservers:` });
    expect(section).toMatch(`${want}\n\nGenerated from `);
  });
});

describe("the example of a README", () => {
  it("has the options that have no default, each from an environment variable of its own", () => {
    const text = readme(
      smallFacts({
        ...WITH_SERVER_VARIABLES,
        "{shop}": "{shopName}",
        "shop: {": "shopName: {",
        "[shop]": "[shopName]",
        '"{key}"': '"{apiKey}"',
      }),
    );
    expect(text).toContain(`\
const print = createPrint({
  shopName: process.env.SHOP_NAME!,
  credentials: { apiKey: process.env.API_KEY! },
});
`);
  });

  it("takes the way of credentials that needs no password", () => {
    const text = readme(
      smallFacts({
        "    - scheme: key\n      header:":
          '    - { scheme: key, basic: "{user}:{password}" }\n    - scheme: key\n      header:',
      }),
    );
    expect(text).toContain("  credentials: { key: process.env.KEY! },\n");
  });

  it("asks for an id in the body, which has no parameter", () => {
    expect(readme(smallFacts(idInBody()))).toContain('await print.wait("1234");');
  });

  it("takes a way of credentials with a password where there is no other", () => {
    const text = readme(smallFacts({ 'header: { name: X-Key, value: "{key}" }': 'basic: "{user}:{password}"' }));
    expect(text).toContain("  credentials: { user: process.env.USER!, password: process.env.PASSWORD! },\n");
  });

  it("asks for an example of the id, and of no other parameter", () => {
    const given = {
      "parameters:":
        "parameters:\n        - { name: id, in: query, example: wrong }\n        - { name: page, in: query, example: wrong }",
      "required: true, schema: { type: string }": "required: true, schema: { type: string }, example: right",
    };
    expect(readme(smallFacts(given))).toContain('await print.wait("right");');
  });

  it.each([
    { name: "the example of the id's parameter", schema: "schema: { type: string }, example: job-7", want: '"job-7"' },
    { name: "an example that is a number", schema: "schema: { type: integer }, example: 77", want: '"77"' },
    { name: "1234 where the example is neither", schema: "schema: { type: string }, example: [7]", want: '"1234"' },
  ])("asks for $name", ({ schema, want }) => {
    expect(readme(smallFacts({ "required: true, schema: { type: string }": `required: true, ${schema}` }))).toContain(
      `await print.wait(${want});`,
    );
  });
});

describe("the options of a README", () => {
  it("have the variables of the server and the path", () => {
    expect(sectionOf("Options", WITH_SERVER_VARIABLES)).toContain(`\
| option        | what it is                                                 | default                         |
| ------------- | ---------------------------------------------------------- | ------------------------------- |
| \`shop\`        | Which shop                                                 | required                        |
| \`area\`        |                                                            | \`eu\`                            |
| \`credentials\` | \`{ key }\`, or a function that gives one                    | required                        |
| \`baseUrl\`     | replaces \`https://{shop}.{area}.example\` and its variables | \`https://{shop}.{area}.example\` |
`);
  });

  it("have a variable of the path, which no base URL replaces", () => {
    const section = sectionOf("Options", {
      "/jobs/{id}": "/{tenant}/jobs/{id}",
      "parameters:": "parameters:\n        - { name: tenant, in: path, required: true, schema: { type: string } }",
    });
    expect(section).toMatch(/^\| `tenant` +\| +\| required +\|$/m);
    expect(section).toMatch(/^\| `baseUrl` +\| replaces the provider's base URL +\| `https:\/\/print\.example` \|$/m);
  });

  it("have the format of XML, and the sessions", () => {
    expect(sectionOf("Options", IN_XML)).toMatch(
      /^\| `format` +\| `xml` from `@jobstatus\/print\/xml`, to ask in XML +\| JSON +\|$/m,
    );
    const section = sectionOf("Options", WITH_SESSION);
    expect(section).toMatch(
      /^\| `sessions` +\| where processes share sessions +\| each client logs in by itself +\|$/m,
    );
    expect(section).toMatch(
      /^\| `credentials` +\| `\{ key \}` or `\{ user, word \}`, or a function that gives one \|/m,
    );
  });
});

it("lists the states in the order of the model, with their evidence", () => {
  const section = sectionOf("States", {
    "    running: [printing]\n    succeeded: [printed]\n    failed: [jammed]": `\
    failed: [jammed]
    succeeded: [{ value: printed, outcomeFrom: items }]
    running: [{ value: printing, evidence: observed, source: "recorded | traffic" }]`,
  });
  expect(section).toBe(`\
| the provider's value | state                                                                  | how it is known               |
| -------------------- | ---------------------------------------------------------------------- | ----------------------------- |
| \`printing\`           | \`running\`                                                              | observed: recorded \\| traffic |
| \`printed\`            | \`succeeded\`; \`partial\` where some items failed, \`failed\` where all did | documented                    |
| \`jammed\`             | \`failed\`                                                               | documented                    |

Any other value is \`unknown\`, with the value kept in \`native\`.`);
});

it("lists the limits with their evidence", () => {
  const section = sectionOf("Limits of print", {
    "  credentials:": `\
  limits: [{ of: job, interval: PT10S }, { of: account, interval: PT1S, evidence: assumed, source: a guess }]
  timeout: PT30M
  notFoundGrace: { duration: PT20S, evidence: observed, source: recorded traffic }
  retention: { duration: P2D }
  credentials:`,
  });
  expect(section).toBe(`\
- One request in 10 seconds for each job (documented).
- One request in 1 second for the account (assumed: a guess).
- \`wait\` and \`watch\` end after 30 minutes unless the call names another timeout.
- A job that was just started may not be found for 20 seconds (observed: recorded traffic).
- A finished job can be asked for during 2 days (documented).`);
});

it("lists the errors that do not mean what HTTP says, with their evidence", () => {
  const section = sectionOf("Errors", {
    "  credentials:": `\
  errors:
    success: [{ at: /state, values: [printed] }]
    codes: [{ native: 5, code: not-found, evidence: observed, source: recorded traffic }]
    http: [{ status: 409, code: rate-limited }]
  credentials:`,
  });
  expect(section).toBe(`\
An HTTP status means what HTTP says, but for these:

| the provider's code | code           | how it is known            |
| ------------------- | -------------- | -------------------------- |
| \`5\`                 | \`not-found\`    | observed: recorded traffic |
| HTTP 409            | \`rate-limited\` | documented                 |

The provider may answer with HTTP 200 and an error; the body decides.`);
});
