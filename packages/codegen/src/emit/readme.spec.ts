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

Print Jobs. This package polls a job of print until it ends and tells you how it ended.

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

A failed job is a status, not an exception. If the status can't be determined, the call rejects with a \`JobStatusError\`, whose \`code\` is one of twelve values.

## Options

\`createPrint\` takes:

| option        | what it is                                | default                 |
| ------------- | ----------------------------------------- | ----------------------- |
| \`credentials\` | \`{ key }\`, or a function that returns one | required                |
| \`baseUrl\`     | replaces the provider's base URL          | \`https://print.example\` |
| \`headers\`     | headers for every request                 | none                    |
| \`fetch\`       | sends the requests                        | the global \`fetch\`      |

The client has \`status(job)\`, \`watch(job)\` and \`wait(job)\`. \`createPrintApi(client)\` from \`@jobstatus/print/api\` creates a typed client (openapi-fetch) for every operation of the specification.

## Jobs

Pass a job as its ID: text, a bigint, or an integer that a number holds exactly.

## States

| status value | state       | evidence   |
| ------------ | ----------- | ---------- |
| \`printing\`   | \`running\`   | documented |
| \`printed\`    | \`succeeded\` | documented |
| \`jammed\`     | \`failed\`    | documented |

Any other value is \`unknown\`; you find it in \`native\`.

## Limits of print

- \`wait\` and \`watch\` time out after 1 hour, unless you pass \`timeoutMs\`.

## Errors

HTTP statuses have their usual meaning.

## Where this comes from

Generated from \`specs/print.yaml\` by \`@jobstatus/codegen\` 1.2.3; nothing here is edited by hand.
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

  it("names no credentials of an API that takes none", () => {
    const text = readme(
      smallFacts({
        "security:\n  - key: []": "security: []",
        '  credentials:\n    - scheme: key\n      header: { name: X-Key, value: "{key}" }\n': "",
      }),
    );
    expect(text).toContain("\nconst print = createPrint();\n");
    expect(text).not.toContain("credentials");
  });

  it("says that optional credentials can be left out", () => {
    const text = readme(smallFacts({ "security:\n  - key: []": "security: [{}, { key: [] }]" }));
    expect(text).toContain("  credentials: { key: process.env.KEY! },\n");
    expect(text).toMatch(
      /^\| `credentials` +\| `\{ key \}`, or a function that returns one \| requests without any +\|$/m,
    );
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
| \`credentials\` | \`{ key }\`, or a function that returns one                  | required                        |
| \`baseUrl\`     | replaces \`https://{shop}.{area}.example\` and its variables | \`https://{shop}.{area}.example\` |
`);
  });

  it("have the other servers of the specification below them", () => {
    const given =
      "\n  - { url: https://sandbox.print.example, description: For trying }\n  - { url: https://eu.print.example }";
    expect(sectionOf("Options", { "url: https://print.example": `url: https://print.example${given}` })).toContain(`

The specification names other servers for \`baseUrl\`:

- \`https://sandbox.print.example\`: For trying.
- \`https://eu.print.example\`

`);
    const one = "url: https://print.example\n  - url: https://eu.print.example";
    expect(sectionOf("Options", { "url: https://print.example": one })).toContain(
      "The specification names another server for `baseUrl`:\n\n- `https://eu.print.example`\n",
    );
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
      /^\| `format` +\| `xml` from `@jobstatus\/print\/xml`, to request XML +\| JSON +\|$/m,
    );
    const section = sectionOf("Options", WITH_SESSION);
    expect(section).toMatch(
      /^\| `sessions` +\| where processes share sessions +\| each client logs in for itself +\|$/m,
    );
    expect(section).toMatch(
      /^\| `credentials` +\| `\{ key \}` or `\{ user, word \}`, or a function that returns one \|/m,
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
| status value | state                                                            | evidence                      |
| ------------ | ---------------------------------------------------------------- | ----------------------------- |
| \`printing\`   | \`running\`                                                        | observed: recorded \\| traffic |
| \`printed\`    | \`succeeded\`; \`partial\` if some items failed, \`failed\` if all did | documented                    |
| \`jammed\`     | \`failed\`                                                         | documented                    |

Any other value is \`unknown\`; you find it in \`native\`.`);
});

it("lists the limits with their evidence", () => {
  const section = sectionOf("Limits of print", {
    "  credentials:": `\
  limits:
    - { of: job, interval: PT10S }
    - { of: account, interval: PT1S, evidence: assumed, source: a guess }
    - { of: account, interval: PT1M, remainingHeader: X-Left, resetHeader: X-Reset }
    - { of: account, requests: 5, interval: PT1H, remainingHeader: X-Left, resetHeader: X-Reset }
  timeout: PT30M
  notFoundGrace: { duration: PT20S, evidence: observed, source: recorded traffic }
  retention: { duration: P2D }
  credentials:`,
  });
  expect(section).toBe(`\
- One request every 10 seconds for each job (documented).
- One request every 1 second for the account (assumed: a guess).
- A number of requests every 1 minute for the account (documented); the header \`X-Left\` tells how many are left: at 0, none is sent before the time in \`X-Reset\`.
- 5 requests every 1 hour for the account (documented); the header \`X-Left\` tells how many are left: at 0, none is sent before the time in \`X-Reset\`.
- \`wait\` and \`watch\` time out after 30 minutes, unless you pass \`timeoutMs\`.
- A new job may be not found for 20 seconds (observed: recorded traffic).
- The status of a finished job is available for 2 days (documented).`);
});

it("lists what responses say of the next request", () => {
  const section = sectionOf("Limits of print", {
    "  credentials:": `\
  delayHeader: { name: X-Delay, unit: seconds }
  delayField: { at: /done, unit: seconds, evidence: observed, source: recorded traffic }
  nextUrl: { header: Location }
  credentials:`,
  });
  expect(section).toBe(`\
- \`wait\` and \`watch\` time out after 1 hour, unless you pass \`timeoutMs\`.
- The next request waits for as long as \`Retry-After\`, the header \`X-Delay\` (documented) or \`/done\` of the body (observed: recorded traffic) says.
- The next request goes to the URL in the header \`Location\`, if it is on the client's origin (documented).`);
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
HTTP statuses have their usual meaning, except:

| error code | \`code\`         | evidence                   |
| ---------- | -------------- | -------------------------- |
| \`5\`        | \`not-found\`    | observed: recorded traffic |
| HTTP 409   | \`rate-limited\` | documented                 |

A response with HTTP 200 may be an error; its body decides.`);
});

it("prints the notes with their evidence, and no section if there are none", () => {
  const section = sectionOf("Notes on print", {
    "  credentials:": `\
  notes:
    - The printer sleeps at night
    - { note: It wakes up at six., evidence: observed, source: the neighbours }
  credentials:`,
  });
  expect(section).toBe(`\
- The printer sleeps at night.
- It wakes up at six. (observed: the neighbours)`);
  expect(readme(smallFacts())).not.toContain("## Notes");
});

it("says of a status value whose outcome counts decide what that is", () => {
  const section = sectionOf("States", {
    "    message: /note": "    message: /note\n    counts: { failed: [/done], total: /done }",
    "[printed]": "[{ value: printed, outcomeFrom: counts }]",
  });
  expect(section).toContain(
    "| `printed`    | `succeeded`; `partial` if some parts failed, `failed` if all did | documented |",
  );
});

it("says how the status value comes from several fields", () => {
  const section = sectionOf("States", {
    "    status: /state\n": `    status:
      - { value: jammed, where: { at: /note, equals: jam, http: 200 } }
      - { value: printing, where: { at: /note, and: [{ at: /pages }, { at: /done, equals: 1 }] } }
      - { at: /state, where: { at: /done } }
      - { value: printed }
`,
  });
  expect(section).toContain(`\
The status value is the first of these that holds:

- \`jammed\`, if the HTTP status is 200 and \`/note\` is \`jam\`
- \`printing\`, if \`/note\` is there and \`/pages\` is there and \`/done\` is \`1\`
- the value at \`/state\`, if there is one and \`/done\` is there
- \`printed\``);
});
