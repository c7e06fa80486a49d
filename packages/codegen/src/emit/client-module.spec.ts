import { describe, expect, it } from "vitest";
import { FROM, smallFacts } from "../testing/small-facts.ts";
import { IN_XML, WITH_SERVER_VARIABLES, WITH_SESSION } from "../testing/small-variants.ts";
import { clientModule } from "./client-module.ts";

describe("clientModule", () => {
  it("writes the types of the provider and its factory", () => {
    expect(clientModule(smallFacts())).toBe(`\
// ${FROM}
// Do not edit: change the specification and generate again.

import type { ClientOptions, JobClient } from "@jobstatus/core";
import { createJobClient } from "@jobstatus/core/client";
import { contract } from "./contract.ts";
import { parts } from "./parts.ts";
import type { operations } from "./schema.ts";

/** The provider's response to the request for a status, decoded: \`raw\` of every status. */
export type PrintResponse =
  operations["getJob"]["responses"][200]["content"]["application/json"];

/** The status values that print's specification lists. The provider may send others. */
export type PrintStatusValue =
  | "printing"
  | "printed"
  | "jammed";

/** The credentials of print. */
export type PrintCredentials = { readonly key: string };

/** The options of a client of print. */
export type PrintOptions = ClientOptions<PrintCredentials> & {
  /** The provider's base URL. Default: \`https://print.example\`. */
  readonly baseUrl?: string;
};

/** A client of print: it reads the status of jobs and waits until they end. */
export type Print = JobClient<PrintResponse, PrintStatusValue | (string & {})>;

/**
 * Creates a client of print.
 *
 * @throws JobStatusError - \`invalid-request\`: an option is missing, unknown or wrong; the message names it.
 */
export function createPrint(options: PrintOptions): Print {
  return createJobClient<PrintResponse, PrintCredentials>(contract, options, parts);
}
`);
  });

  it("says of which form a cookie is that the login grants", () => {
    const credentials = WITH_SESSION["  credentials:"].replace("at: /key", "cookie: sid");
    expect(clientModule(smallFacts({ ...WITH_SESSION, "  credentials:": credentials }))).toContain(`
/**
 * The credentials, in one of the ways of print. With the last one the client logs in, and keeps the session.
 * \`key\` is the pair \`sid=VALUE\` that the login's response sets.
 */
`);
  });

  it("takes the fields of a login for a way of the credentials, and the store of sessions for an option", () => {
    const module = clientModule(smallFacts(WITH_SESSION));
    expect(module).toContain('import type { SessionOptions } from "@jobstatus/core/provider";\n');
    expect(module).toContain(`\
/** The credentials, in one of the ways of print. With the last one the client logs in, and keeps the session. */
export type PrintCredentials =
  | { readonly key: string; readonly user?: never; readonly word?: never; readonly shop?: never }
  | { readonly user: string; readonly word: string; readonly shop?: string; readonly key?: never };
`);
    expect(module).toContain("export type PrintOptions = ClientOptions<PrintCredentials> & SessionOptions & {\n");
  });

  it("takes a login that confirms nothing", () => {
    const given = {
      ...WITH_SESSION,
      "  credentials:": WITH_SESSION["  credentials:"].replace("      confirms: [{ field: shop, at: /shop }]\n", ""),
    };
    expect(clientModule(smallFacts(given))).toContain(
      "  | { readonly user: string; readonly word: string; readonly key?: never };\n",
    );
  });

  it("puts quotes around a field of a login that needs them", () => {
    const given = Object.fromEntries(
      Object.entries(WITH_SESSION).map(([key, text]) => [key, text.replace("word", "pass-word")]),
    );
    expect(clientModule(smallFacts(given))).toContain(
      '  | { readonly key: string; readonly user?: never; readonly "pass-word"?: never; readonly shop?: never }\n' +
        '  | { readonly user: string; readonly "pass-word": string; readonly shop?: string; readonly key?: never };\n',
    );
  });

  it("says of several ways of credentials that one will do", () => {
    const given = { '"{key}" }': '"{key}" }\n    - { scheme: key, basic: "{user}:{password}" }' };
    expect(clientModule(smallFacts(given))).toContain(`\
/** The credentials, in one of the ways of print. */
export type PrintCredentials =
  | { readonly key: string; readonly user?: never; readonly password?: never }
  | { readonly user: string; readonly password: string; readonly key?: never };
`);
  });

  it("takes the format of a provider that speaks XML", () => {
    const module = clientModule(smallFacts(IN_XML));
    expect(module).toContain('import type { FormatOption } from "@jobstatus/core/provider";\n');
    expect(module).toContain(
      'export type PrintOptions = ClientOptions<PrintCredentials> & FormatOption<"print"> & {\n',
    );
  });

  it("takes the variables of the path beside those of the server, or a base URL in the place of the latter", () => {
    const given = {
      ...WITH_SERVER_VARIABLES,
      "/jobs/{id}": "/{version}/{tenant}/jobs/{id}",
      "parameters:":
        "parameters:\n        - { name: version, in: path, required: true, schema: { type: integer, default: 2 } }" +
        "\n        - { name: tenant, in: path, required: true, description: Whose jobs, schema: { type: string } }",
    };
    expect(clientModule(smallFacts(given))).toContain(`\
export type PrintOptions = ClientOptions<PrintCredentials> & {
  /** \`version\` in the provider's URL. Default: \`2\`. */
  readonly version?: string;
  /** Whose jobs. */
  readonly tenant: string;
} &
  (
    | {
        /** The provider's base URL, in place of \`https://{shop}.{area}.example\`. */
        readonly baseUrl: string;
        readonly shop?: never;
        readonly area?: never;
      }
    | {
        /** Which shop. */
        readonly shop: string;
        /** \`area\` in the provider's URL. Default: \`eu\`. */
        readonly area?: "eu" | "us";
        readonly baseUrl?: never;
      }
  );
`);
  });
});

describe("the types of a response in several forms", () => {
  const RULES = `    status:
      - { value: printing, where: { http: 202 } }
      - { at: /state }
`;

  it("are those of every response that tells a status, and nothing for one without a body", () => {
    const module = clientModule(
      smallFacts({ "    status: /state\n": RULES, "components:": '        "202": { description: A }\ncomponents:' }),
    );
    expect(module).toContain(`\
export type PrintResponse =
  | operations["getJob"]["responses"][200]["content"]["application/json"]
  | undefined;
`);
  });

  it("have the result, if a response has it", () => {
    const module = clientModule(smallFacts({ "    message: /note": "    message: /note\n    result: /pages" }));
    expect(module).toContain('export type PrintResult = ResultAt<PrintResponse, "", "/pages">;\n');
    expect(module).toContain("JobClient<PrintResponse, PrintStatusValue | (string & {}), PrintResult>;");
    expect(module).toContain("createJobClient<PrintResponse, PrintCredentials, PrintResult>(contract, options, parts)");
    expect(clientModule(smallFacts())).not.toContain("PrintResult");
  });

  it("have no result for a link to it", () => {
    const given = { "    message: /note": "    message: /note\n    result: { link: /note }" };
    expect(clientModule(smallFacts(given))).not.toContain("PrintResult");
  });

  it("takes no credentials for an API that takes none", () => {
    const module = clientModule(
      smallFacts({
        "security:\n  - key: []": "security: []",
        '  credentials:\n    - scheme: key\n      header: { name: X-Key, value: "{key}" }\n': "",
      }),
    );
    expect(module).toContain('export type PrintOptions = Omit<ClientOptions<never>, "credentials">');
    expect(module).toContain("(contract, { ...options, credentials: {} }, parts);\n");
    expect(module).toContain("export type PrintCredentials = Readonly<Record<string, never>>;\n");
    expect(module).toContain("export function createPrint(options: PrintOptions = {}): Print {\n");
  });

  it("may take credentials of an API that can do without", () => {
    const given = { "security:\n  - key: []": "security: [{}, { key: [] }]" };
    const module = clientModule(smallFacts(given));
    expect(module).toContain(
      'PrintOptions = Omit<ClientOptions<never>, "credentials"> & Partial<Pick<ClientOptions<PrintCredentials>, "credentials">> &',
    );
    expect(module).toContain("export function createPrint(options: PrintOptions = {}): Print {\n");
    expect(module).toContain(
      "createJobClient<PrintResponse, PrintCredentials | Readonly<Record<string, never>>>(contract, { credentials: {}, ...options }, parts);\n",
    );
    const requiring = { ...given, "https://print.example": "https://{shop}.example\n    variables: { shop: {} }" };
    expect(clientModule(smallFacts(requiring))).toContain("createPrint(options: PrintOptions): Print {\n");
  });
});
