import { expect, it } from "vitest";
import { FROM, smallFacts } from "../testing/small-facts.ts";
import { WITH_SESSION } from "../testing/small-variants.ts";
import { apiModule } from "./api-module.ts";

it("makes the typed client of every operation, with the client's own fetch", () => {
  expect(apiModule(smallFacts())).toBe(`\
// ${FROM}
// Do not edit: change the specification and generate again.

import { withExactNumbers } from "@jobstatus/core/client";
import createFetchClient, { type Client } from "openapi-fetch";
import type { Print } from "./client.ts";
import type { paths } from "./schema.ts";

export type { ClientMethod, FetchOptions, FetchResponse } from "openapi-fetch";

/** The typed client of every operation that print's document describes. */
export type PrintApi = Client<paths>;

/**
 * Creates the typed client of every operation that the provider's document describes. It sends with the credentials of
 * \`client\`, to its origin only. An integer that a number can't hold exactly arrives as text, with every digit.
 */
export function createPrintApi(client: Print): PrintApi {
  const { baseUrl } = client;
  return createFetchClient<paths>({ baseUrl, fetch: async (request) => withExactNumbers(await client.fetch(request)) });
}
`);
});

it("leaves out a login on another host: its credentials would go to this one", () => {
  const facts = smallFacts(WITH_SESSION);
  const { session } = facts.contract;
  const contract = session
    ? { ...facts.contract, session: { login: { ...session.login, elsewhere: true as const } } }
    : facts.contract;
  const module = apiModule({ ...facts, contract });
  expect(module).toContain('export type PrintApi = Client<Omit<paths, "/session">>;\n');
  expect(module).toContain('createFetchClient<Omit<paths, "/session">>(');
});
