import { describe, expect, it } from "vitest";
import { smallFacts } from "../testing/small-facts.ts";
import { WITH_SESSION } from "../testing/small-variants.ts";
import { evidenceText, jobReferences, sessions } from "./readme-access.ts";

const NAMES_A_JOB = "Pass a job as its ID: text, a bigint, or an integer that a number holds exactly.";

describe("what names a job", () => {
  it("is its id alone where the specification knows no references", () => {
    expect(jobReferences(smallFacts())).toEqual(["## Jobs", NAMES_A_JOB]);
  });

  it("is each shape that a start call gives, in words", () => {
    const given = {
      "  credentials:": `\
  references:
    - { from: body, where: { at: /state, equals: false }, noJob: true, message: /note }
    - { from: body, at: /job, id: /id, evidence: observed, source: recorded traffic }
    - { from: body, at: /link, where: { at: /rel, equals: a|b }, id: /href, path: "/jobs/{id}" }
    - { from: body, id: /id, noJob: true, equals: "0" }
    - { from: body, where: { at: /state, equals: lost }, noJob: true, mayHaveStarted: true }
    - { from: body, id: /number, link: /url }
    - { from: location, path: "/jobs/{id}" }
    - { from: url, path: "/jobs/{id}/pages" }
  credentials:`,
    };
    expect(jobReferences(smallFacts(given))).toEqual([
      "## Jobs",
      `${NAMES_A_JOB} You can also pass the response of the call that started it (the decoded body or the \`Response\`), or a ` +
        "link (a `URL`, or text that begins with `/` or with a scheme). The first shape that fits is used:",
      `\
| shape                                                              | meaning                                                  | evidence                   |
| ------------------------------------------------------------------ | -------------------------------------------------------- | -------------------------- |
| body if \`/state\` is \`false\`                                        | no job was started (\`no-job\`)                            | documented                 |
| \`/id\` of the body at \`/job\`                                        | the job                                                  | observed: recorded traffic |
| \`/href\` as \`/jobs/{id}\` of the body at \`/link\` if \`/rel\` is \`a\\|b\` | the job                                                  | documented                 |
| \`/id\` of the body                                                  | with the id \`0\`: no job was started (\`no-job\`)           | documented                 |
| body if \`/state\` is \`lost\`                                         | it isn't known whether a job was started (\`unavailable\`) | documented                 |
| \`/number\` of the body                                              | the job, unless \`/url\` leads to something else           | documented                 |
| \`Location\` or link \`/jobs/{id}\`                                    | the job                                                  | documented                 |
| link \`/jobs/{id}/pages\`                                            | the job                                                  | documented                 |`,
      "A link must lead to the client's own origin. The client takes the ID from it and does not follow it. Numbers beyond 2^53 " +
        "lose digits in `JSON.parse`; `parseJson` of `@jobstatus/print` keeps them. If a response names several jobs, or names jobs " +
        "and says that a part of the call was refused, `wait` rejects with the names and texts; `jobIdsFrom` returns the jobs, " +
        "each of which you can pass to every call, and the refusals.",
    ]);
  });
});

describe("the section about sessions", () => {
  it("is not there if there is no login", () => {
    expect(sessions(smallFacts())).toEqual([]);
  });

  it("says what is given, what a session is bound to, and how it is given back", () => {
    expect(sessions(smallFacts(WITH_SESSION))).toEqual([
      "## Sessions",
      "With `user` and `word`, the client logs in before its first request (documented), shares the session among all its requests, " +
        "and renews it once when it is lost. If the credentials also have `shop`, the client refuses a session for another one. " +
        "A request of your own that is refused never counts against the login.",
      "The option `sessions` of `createPrint` lets processes share a session: an object with `read(key)` and `write(key, session)`. " +
        "Treat what it stores as a password. `logOut(client)` of `@jobstatus/print` ends the session.",
    ]);
  });

  it("says how long a session holds, and leaves out what the specification does", () => {
    const given = {
      ...WITH_SESSION,
      "  credentials:": `\
  session:
    login:
      operation: logIn
      fields: [user]
      grants: [{ field: key, at: /key }]
      refusedInOutage: { statuses: [401], evidence: observed, source: recorded traffic }
      lockout: { duration: PT5M, evidence: documented, source: the manual }
      lifetime: { duration: PT6H, evidence: observed, source: recorded traffic }
      evidence: assumed
      source: a guess
    renewedByResponses: true
  credentials:`,
    };
    expect(sessions(smallFacts(given))).toEqual([
      "## Sessions",
      "With `user`, the client logs in before its first request (assumed: a guess), shares the session among all its requests, and " +
        "renews it once when it is lost. A session is valid for 6 hours (observed: recorded traffic). Every response renews it, and a cookie " +
        "that you give in place of the login as well. Refused credentials are not tried again for 5 minutes, because several wrong " +
        "tries lock the account (documented: the manual). The provider also refuses logins during an outage (observed: recorded " +
        "traffic): if the same credentials worked before, a wait continues. " +
        "A request of your own that is refused never counts against the login.",
      "The option `sessions` of `createPrint` lets processes share a session: an object with `read(key)` and `write(key, session)`. " +
        "Treat what it stores as a password.",
    ]);
  });
});

it.each([
  { known: {}, want: "documented" },
  { known: { source: "the manual" }, want: "documented: the manual" },
  { known: { evidence: "assumed", source: "a\n| guess" }, want: "assumed: a \\| guess" },
] as const)("writes $known as $want", ({ known, want }) => {
  expect(evidenceText(known)).toBe(want);
});
