import { describe, expect, it } from "vitest";
import { smallSpec } from "../testing/small-spec.ts";
import { WITH_SESSION } from "../testing/small-variants.ts";
import { publicOperationsOf, referencesOf, sessionOf } from "./access-table.ts";

const CREDENTIALS = "  credentials:";

/** The replacements for a session, with some of its own text replaced. */
function sessionWith(from: string, to: string): Readonly<Record<string, string>> {
  return {
    [CREDENTIALS]: WITH_SESSION[CREDENTIALS].replace(from, to),
    "components:": WITH_SESSION["components:"].replace(from, to),
  };
}

describe("the references of a table", () => {
  it("are left out where the specification has none", () => {
    expect(referencesOf(smallSpec())).toEqual({});
  });

  it("have what the specification says, and nothing that holds by itself", () => {
    const given = {
      [CREDENTIALS]: `\
  references:
    - { from: body, at: '', where: { at: /queued, equals: false }, noJob: true, message: /why }
    - { from: body, at: /job, id: /id, noJob: false }
    - { from: body, where: { at: /queued, equals: broken }, noJob: true, mayHaveStarted: true }
    - { from: location, path: '/jobs/{id}', noJob: true, equals: '0' }
  credentials:`,
    };
    expect(referencesOf(smallSpec(given))).toStrictEqual({
      references: [
        { from: "body", where: { at: "/queued", equals: "false" }, noJob: true, message: "/why" },
        { from: "body", at: "/job", id: "/id" },
        { from: "body", where: { at: "/queued", equals: "broken" }, noJob: true, mayHaveStarted: true },
        { from: "location", path: "/jobs/{id}", noJob: true, equals: "0" },
      ],
    });
  });
});

describe("the session of a table", () => {
  it("is left out if there is no login", () => {
    expect(sessionOf(smallSpec())).toEqual({});
  });

  it("has the calls that open and close it; 401 says that credentials are refused", () => {
    expect(sessionOf(smallSpec(WITH_SESSION))).toStrictEqual({
      session: {
        login: {
          operation: "logIn",
          method: "POST",
          path: "/session",
          contentType: "application/json",
          fields: ["user", "word"],
          grants: [{ field: "key", at: "/key" }],
          confirms: [{ field: "shop", at: "/shop" }],
          refused: [401],
        },
        logout: { operation: "logOut", method: "DELETE", path: "/session" },
      },
    });
  });

  it("puts query parameters that a login requires into its path, as constants or filled by a known option", () => {
    const parameters = `parameters:
        - { name: api version, in: query, required: true, schema: { const: 'v 2' } }
        - { name: shop, in: query, required: true, schema: { type: string } }
        - { name: lang, in: query, schema: { const: en } }
      requestBody:`;
    const server = "url: https://{shop}.print.example\n    variables: { shop: { default: main } }";
    const given = { ...sessionWith("requestBody:", parameters), "url: https://print.example": server };
    const { session } = sessionOf(smallSpec(given));
    expect(session?.login.path).toBe("/session?api%20version=v%202&shop={shop}");
    expect(session?.logout?.path).toBe("/session");
  });

  it("leaves out what the specification does not say", () => {
    const given = {
      ...WITH_SESSION,
      [CREDENTIALS]: `\
  session:
    login: { operation: logIn, fields: [user], grants: [{ field: key, cookie: keys }] }
    renewedByResponses: false
  credentials:`,
    };
    expect(sessionOf(smallSpec(given))).toStrictEqual({
      session: {
        login: {
          operation: "logIn",
          method: "POST",
          path: "/session",
          contentType: "application/json",
          fields: ["user"],
          grants: [{ field: "key", cookie: "keys" }],
          refused: [401],
        },
      },
    });
  });

  it("sends what the body always has, such as a grant type, and leaves what the caller gives to the caller", () => {
    const given = {
      ...WITH_SESSION,
      "schema: { type: object, properties: { user: { type: string }, word: { type: string } } }":
        "schema: { type: object, required: [grant_type], properties: { user: { const: ann }, word: { type: string }, " +
        "grant_type: { enum: [password] }, version: { const: 2 }, scope: { enum: [a, b] }, none: { const: null } } }",
    };
    expect(sessionOf(smallSpec(given)).session?.login.constants).toEqual({ grant_type: "password", version: 2 });
  });

  it("has each way to grant a credential, and what is known of refusals", () => {
    const given = {
      ...WITH_SESSION,
      [CREDENTIALS]: `\
  session:
    login:
      operation: logIn
      fields: [user]
      grants: [{ field: key, at: /key }, { field: key, cookie: sid }, { field: key, cookieValue: token }]
      refused: [400, 401]
      refusedInOutage: { statuses: [401], evidence: observed, source: recorded traffic }
      lockout: { duration: PT5M, evidence: documented, source: the manual }
  credentials:`,
    };
    expect(sessionOf(smallSpec(given)).session?.login).toMatchObject({
      grants: [
        { field: "key", at: "/key" },
        { field: "key", cookie: "sid" },
        { field: "key", cookieValue: "token" },
      ],
      refused: [400, 401],
      refusedInOutage: [401],
      lockoutPauseMs: 300_000,
    });
  });

  it("is renewed by responses where the specification says so, and ends after its lifetime", () => {
    const given = sessionWith("    logout: logOut", "      lifetime: { duration: PT6H }\n    renewedByResponses: true");
    const { session } = sessionOf(smallSpec(given));
    expect(session).toMatchObject({ login: { lifetimeMs: 21_600_000 }, renewedByResponses: true });
    expect(session).not.toHaveProperty("logout");
  });

  it.each([
    { contents: "text/xml: { schema: S }\n          application/json:", want: "application/json" },
    {
      contents: "application/x-www-form-urlencoded: { schema: S }\n          application/json:",
      want: "application/x-www-form-urlencoded",
    },
    {
      contents: "application/json; charset=utf-8: { schema: S }\n          multipart/form-data:",
      want: "application/json; charset=utf-8",
    },
  ])("logs in with $want if the body may be $contents", ({ contents, want }) => {
    const body = contents.replace("S", "{ type: object, properties: { user: {}, word: {} } }");
    const given = sessionWith("        content:\n          application/json:", `        content:\n          ${body}`);
    expect(sessionOf(smallSpec(given)).session?.login.contentType).toBe(want);
  });
});

describe("the operations that take no credentials", () => {
  it("are left out where each one takes some", () => {
    expect(publicOperationsOf(smallSpec())).toEqual({});
  });

  it("are those whose security is empty, and not those where it is optional", () => {
    const given = sessionWith("      operationId: logIn", "      operationId: logIn\n      security: []");
    const optional = sessionWith("      operationId: logIn", "      operationId: logIn\n      security: [{}]");
    expect(publicOperationsOf(smallSpec(given))).toEqual({
      publicOperations: [{ method: "POST", path: "/session" }],
    });
    expect(publicOperationsOf(smallSpec(optional))).toEqual({});
  });
});
