import { describe, expect, it } from "vitest";
import { smallFaults } from "../testing/small-faults.ts";
import { WITH_SESSION } from "../testing/small-variants.ts";

const WAY = '- scheme: key\n      header: { name: X-Key, value: "{key}" }';
const SCHEMES = "    key: { type: apiKey, in: header, name: X-Key }";

/** The small specification with the security requirements of its document. */
function withSecurity(security: string): Readonly<Record<string, string>> {
  return {
    "security:\n  - key: []": security,
    [SCHEMES]: `${SCHEMES}\n    other: { type: apiKey, in: header, name: X-Other }`,
  };
}

/** The small specification with a session, some of whose text is replaced. */
function withSession(from: string, to: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(WITH_SESSION).map(([key, text]) => [key, text.replace(from, () => to)]));
}

describe("the credentials", () => {
  it.each([
    { name: "no security", given: withSecurity("info2: {}") },
    { name: "an empty list of requirements", given: withSecurity("security: []") },
    { name: "a requirement of nothing among others", given: withSecurity("security: [{ other: [] }, {}]") },
    {
      name: "one requirement that they serve among others",
      given: withSecurity("security: [{ other: [] }, { key: [] }]"),
    },
    {
      name: "a requirement of the operation's own",
      given: {
        ...withSecurity("security: [{ other: [] }]"),
        "operationId: getJob": "operationId: getJob\n      security: [{ key: [] }]",
      },
    },
    {
      name: "an operation that needs none",
      given: {
        ...withSecurity("security: [{ other: [] }]"),
        "operationId: getJob": "operationId: getJob\n      security: []",
      },
    },
  ])("can serve $name", ({ given }) => {
    expect(smallFaults(given)).toEqual([]);
  });

  it.each([
    {
      name: "requirements of other schemes",
      given: withSecurity("security:\n  - other: []\n  - key: []\n    other: []"),
      want: [
        "22:3 security-unserved getJob wants other, or key with other, and no credentials serve that; add a way for it.",
      ],
    },
    {
      name: "a requirement that the operation makes instead of the document",
      given: {
        ...withSecurity("security:\n  - key: []"),
        "operationId: getJob": "operationId: getJob\n      security: [{ other: [] }]",
      },
      want: ["20:3 security-unserved getJob wants other, and no credentials serve that; add a way for it."],
    },
    {
      name: "a scheme that the document does not have; what it would serve is not asked",
      given: { ...withSecurity("security:\n  - other: []"), "- scheme: key": "- scheme: token" },
      want: [
        '21:15 scheme-unknown the document has no security scheme "token"; add it to `components.securitySchemes`.',
      ],
    },
    {
      name: "a scheme that the document does not have, beside one that it has",
      given: { ...withSecurity("security:\n  - other: []"), [WAY]: `${WAY}\n    - { scheme: keys, basic: "{a}:{b}" }` },
      want: ['23:17 scheme-unknown the document has no security scheme "keys"; did you mean "key"?'],
    },
    {
      name: "a way with the fields of another, in another order",
      given: { [WAY]: '- { scheme: key, basic: "{user}:{word}" }\n    - { scheme: key, basic: "{word}:{user}" }' },
      want: [
        "22:7 credentials-alike an earlier way has the same fields (user word), so this one would never be used; rename a field.",
      ],
    },
    {
      name: "a way with the fields of another, beside a login",
      given: { [WAY]: `${WAY}\n    ${WAY}`, ...WITH_SESSION },
      want: [
        "30:7 credentials-alike an earlier way has the same fields (key), so this one would never be used; rename a field.",
      ],
    },
    {
      name: "a way with the fields of the login",
      given: { ...WITH_SESSION, [WAY]: `${WAY}\n    - { scheme: key, basic: "{user}:{word}" }` },
      want: [
        "30:7 credentials-alike the login has the same fields (user word), so this one would never be used; rename a field.",
      ],
    },
    {
      name: "a brace in a header that belongs to no name",
      given: { '"{key}"': '"{key} {}"' },
      want: [
        '22:37 template-braces "{key} {}" has a brace outside a {name} of letters and digits; remove it or complete the name.',
      ],
    },
    {
      name: "a brace in Basic credentials that belongs to no name",
      given: { 'header: { name: X-Key, value: "{key}" }': 'basic: "{user}:{word}}"' },
      want: [
        '22:14 template-braces "{user}:{word}}" has a brace outside a {name} of letters and digits; remove it or complete the name.',
      ],
    },
  ])("cannot have $name", ({ given, want }) => {
    expect(smallFaults(given)).toEqual(want);
  });
});

describe("a session", () => {
  it.each([
    { name: "JSON", given: WITH_SESSION },
    { name: "a form", given: withSession("application/json", "application/x-www-form-urlencoded") },
    {
      name: "a path with the variables of the server and of the status operation",
      given: {
        "https://print.example": "https://{shop}.example\n    variables: { shop: { default: a } }",
        "/jobs/{id}": "/{tenant}/jobs/{id}",
        "- { name: id, in: path":
          "- { name: tenant, in: path, schema: { type: string } }\n        - { name: id, in: path",
        ...withSession("/session:", "/{tenant}/{shop}/session:"),
      },
    },
  ])("can be requested with $name", ({ given }) => {
    expect(smallFaults(given)).toEqual([]);
  });

  it.each([
    {
      name: "a field that the login's body does not have",
      given: withSession("fields: [user, word]", "fields: [usr, secret]"),
      want: [
        '23:16 login-field-unknown the body of logIn has no property "usr"; did you mean "user"?',
        '23:21 login-field-unknown the body of logIn has no property "secret"; name a property that is there.',
      ],
    },
    {
      name: "a grant that no credentials have",
      given: withSession("field: key", "field: token"),
      want: ['24:25 grant-field-unknown no credentials have the field "token"; the fields are "key".'],
    },
    {
      name: "a path that needs the job's id, or what nothing fills",
      given: withSession("  /session:", "  /{id}/{shop}/session:"),
      want: [
        '22:18 path-unfilled nothing fills "id" in the path of logIn; the server and the path of getJob do not have it.',
        '22:18 path-unfilled nothing fills "shop" in the path of logIn; the server and the path of getJob do not have it.',
        '26:13 path-unfilled nothing fills "id" in the path of logOut; the server and the path of getJob do not have it.',
        '26:13 path-unfilled nothing fills "shop" in the path of logOut; the server and the path of getJob do not have it.',
      ],
    },
    {
      name: "calls that the document does not have",
      given: withSession("    logout: logOut", "    logout: logOff"),
      want: ['26:13 operation-unknown the document has no operation "logOff"; did you mean "logOut"?'],
    },
  ])("cannot have $name", ({ given, want }) => {
    expect(smallFaults(given)).toEqual(want);
  });

  it("can have a path with a name that is the id's elsewhere than in the path", () => {
    const given = {
      "id: { in: path, name: id }": "id: { in: query, name: id }",
      "- { name: id, in: path, required: true, schema: { type: string } }":
        "- { name: id, in: path, required: true, schema: { type: string } }\n        - { name: id, in: query, schema: { type: string } }",
      ...withSession("  /session:", "  /{id}/session:"),
    };
    expect(smallFaults(given)).toEqual([]);
  });
});
