import { JobStatusError, type JobStatus } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { MatchersV3, Pact } from "@pact-foundation/pact";
import { describe, expect, it } from "vitest";
import type { CaseResponse, ErrorCase, Json, MappingCase, OperationCase } from "../case-types.ts";
import { decodeJson } from "../decode-json.ts";
import { factsOfError } from "../error-of.ts";
import { contentTypeOf, isXml } from "../media.ts";
import {
  createClientFromOptions,
  formatSetting,
  jobOf,
  type ProviderName,
  providerNames,
  rightOptions,
} from "../provider.ts";
import { readCases } from "../read-cases.ts";
import { credentialsOf } from "../suite/credentials.ts";
import { templateFromBody } from "./body-template.ts";
import { operationRequestFor, type PactRequest, requestFor, SESSION, statesOf } from "./exchange.ts";
import { outcomeOfOperation } from "./operation-outcome.ts";
import { CONSUMER_NAME, writtenFolder } from "./pact-files.ts";
import { xmlLiteralFromBody, xmlTemplateFromBody } from "./xml-template.ts";

const { mapping, errors, operations, interactions } = readCases();
const EQUALITY = { "pact:matcher:type": "equality" };

/** Headers of a response: a number of seconds may be any, and all else is an example. */
function headerTemplates({ headers = {} }: CaseResponse): Record<string, ReturnType<typeof MatchersV3.regex>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => {
      const form = formOfHeader(name, [values].flat());
      // Pact takes a list of values here, and its types do not say so.
      return [name, MatchersV3.regex(form, values as string)];
    }),
  );
}

function formOfHeader(name: string, values: readonly string[]): string {
  if (values.every((value) => /^\d+$/.test(value))) return "^\\d+$";
  // Of a cookie its name is the contract.
  const names = values.map((value) => value.replace(/=.*/, "").replaceAll(".", "\\."));
  return name === "Set-Cookie" ? `^(${names.join("|")})=[^;]+;.*$` : "^.+$";
}

/** What a client makes of the response: a status, or what the error says of it. */
async function outcomeOf(provider: ProviderName, baseUrl: string, one: MappingCase | ErrorCase): Promise<unknown> {
  // A clock of its own for each request: Vault's limit holds between all requests of one clock.
  const options = rightOptions(provider, {
    baseUrl,
    clock: createVirtualClock(),
    ...formatSetting(provider, one.response),
  });
  const client = createClientFromOptions(provider, { ...options, credentials: credentialsOf(provider, SESSION) });
  return client.status(jobOf(one)).catch((error: unknown) => {
    if (error instanceof JobStatusError) return factsOfError(error);
    throw error;
  });
}

function expectedOfMapping({ provider, job, operation, response, expected, raw }: MappingCase): JobStatus {
  return {
    provider,
    id: job,
    ...(operation && { operation }),
    ...expected,
    raw: raw ?? decodeJson<Json>(response.body),
  };
}

/** Pact writes a document anew, with its attributes in another order: what counts is what the document says. */
function withParsedXml(outcome: { readonly body?: unknown }, response: CaseResponse): unknown {
  const { body } = outcome;
  if (typeof body !== "string" || !isXml(contentTypeOf(response))) return outcome;
  return { body: decodeJson<Json>(xmlLiteralFromBody(body)) };
}

/** An interaction's case: the request, the response, and the expected result. */
interface Interaction {
  readonly one: MappingCase | ErrorCase | OperationCase;
  readonly request: PactRequest;
  readonly expected: unknown;
  outcome(baseUrl: string): Promise<unknown>;
}

function interactionOf(name: string, provider: ProviderName): Interaction {
  const status = mapping.find(({ id }) => id === name);
  const error = errors.find(({ id }) => id === name);
  const operation = operations.find(({ id }) => id === name);
  const polled = status ?? error;
  if (polled) {
    return {
      one: polled,
      request: requestFor(provider, polled),
      expected: status ? expectedOfMapping(status) : polled.expected,
      outcome: (baseUrl) => outcomeOf(provider, baseUrl, polled),
    };
  }
  if (!operation) throw new Error(`there is no case ${name}`);
  return {
    one: operation,
    request: operationRequestFor(operation),
    expected: withParsedXml(operation.expected, operation.response),
    outcome: async (baseUrl) =>
      withParsedXml(await outcomeOfOperation(operation, baseUrl, mapping), operation.response),
  };
}

describe.each(providerNames)("the client of %s", (provider) => {
  const pact = new Pact({
    consumer: CONSUMER_NAME,
    provider,
    dir: writtenFolder,
    host: "127.0.0.1",
    logLevel: "error",
  });

  it.each(interactions.filter((entry) => entry.provider === provider))("$case", async (entry) => {
    const { one, request, expected, outcome } = interactionOf(entry.case, provider);
    const { response } = one;
    let interaction = pact.addInteraction();
    for (const { name, params } of statesOf(entry, one)) interaction = interaction.given(name, params);
    const seen = await interaction
      .uponReceiving(one.name)
      .withRequest(request.method, request.path, (builder) => {
        builder.headers({ ...request.headers });
        if (request.query) builder.query({ ...request.query });
        if (typeof request.body === "object") builder.jsonBody(request.body);
        else if (request.body?.startsWith("<")) builder.xmlBody(xmlLiteralFromBody(request.body));
        else if (request.body !== undefined) {
          builder.body(request.headers["Content-Type"] ?? "", Buffer.from(request.body));
          // Pact guesses the type of the fields from their bytes, and guesses wrong: the fields are meant as they are.
          const names = Array.from(new URLSearchParams(request.body).keys());
          builder.matchingRules({ body: names.map((name) => ({ path: `$.${name}`, rules: [EQUALITY] })) });
        }
      })
      .willRespondWith(response.status ?? 200, (builder) => {
        builder.headers(headerTemplates(response));
        if (contentTypeOf(response) === "application/json") {
          builder.jsonBody(templateFromBody(provider, decodeJson<Json>(response.body)));
        } else if (isXml(contentTypeOf(response))) {
          builder.headers({ "Content-Type": contentTypeOf(response) });
          builder.xmlBody(xmlTemplateFromBody(provider, response.body));
        } else {
          // Of text the type is the contract, and not the wording.
          builder.body(contentTypeOf(response), Buffer.from(response.body));
        }
      })
      .executeTest(({ url }) => outcome(url));
    expect(seen).toStrictEqual(expected);
  });
});
