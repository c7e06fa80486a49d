import { JobStatusError, type JobStatus } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { MatchersV3, Pact } from "@pact-foundation/pact";
import { describe, expect, it } from "vitest";
import type { CaseAnswer, ErrorCase, Json, MappingCase } from "../case-types.ts";
import { decodeJson } from "../decode-json.ts";
import { factsOfError } from "../error-of.ts";
import { contentTypeOf, isXml } from "../media.ts";
import { createClientFromOptions, formatSetting, type ProviderName, providerNames, rightOptions } from "../provider.ts";
import { readCases } from "../read-cases.ts";
import { templateFromBody } from "./body-template.ts";
import { pactCredentials, requestFor, statesOf } from "./exchange.ts";
import { consumerName, writtenFolder } from "./pact-files.ts";
import { xmlLiteralFromBody, xmlTemplateFromBody } from "./xml-template.ts";

const { mapping, errors, interactions } = readCases();

/** Headers of an answer: a number of seconds may be any, and all else is an example. */
function headerTemplates({ headers = {} }: CaseAnswer): Record<string, ReturnType<typeof MatchersV3.regex>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      MatchersV3.regex(/^\d+$/.test(value) ? "^\\d+$" : "^.+$", value),
    ]),
  );
}

/** What a client makes of the answer: a status, or what the error says of it. */
async function outcomeOf(
  provider: ProviderName,
  baseUrl: string,
  { job, answer }: MappingCase | ErrorCase,
): Promise<unknown> {
  // A clock of its own for each question: Vault's limit holds between all questions of one clock.
  const options = rightOptions(provider, {
    baseUrl,
    clock: createVirtualClock(),
    ...formatSetting(provider, answer),
  });
  const client = createClientFromOptions(provider, { ...options, credentials: pactCredentials[provider] });
  return client.status(job).catch((error: unknown) => {
    if (error instanceof JobStatusError) return factsOfError(error);
    throw error;
  });
}

function expectedOfMapping({ provider, job, answer, expected, raw }: MappingCase): JobStatus {
  return { provider, id: job, ...expected, raw: raw ?? decodeJson<Json>(answer.body) };
}

describe.each(providerNames)("the client of %s", (provider) => {
  const pact = new Pact({ consumer: consumerName, provider, dir: writtenFolder, host: "127.0.0.1", logLevel: "error" });

  it.each(interactions.filter((entry) => entry.provider === provider))("$case", async (entry) => {
    const status = mapping.find(({ id }) => id === entry.case);
    const error = errors.find(({ id }) => id === entry.case);
    const one = status ?? error;
    if (one === undefined) throw new Error(`there is no case ${entry.case}`);
    const { answer, job } = one;
    const request = requestFor(provider, job, answer);

    let interaction = pact.addInteraction();
    for (const { name, params } of statesOf(entry, one)) interaction = interaction.given(name, params);
    const outcome = await interaction
      .uponReceiving(one.name)
      .withRequest(request.method, request.path, (builder) => {
        builder.headers({ ...request.headers });
        if (typeof request.body === "string") builder.xmlBody(xmlLiteralFromBody(request.body));
        else if (request.body) builder.jsonBody(request.body);
      })
      .willRespondWith(answer.status ?? 200, (builder) => {
        builder.headers(headerTemplates(answer));
        if (contentTypeOf(answer) === "application/json") {
          builder.jsonBody(templateFromBody(provider, decodeJson<Json>(answer.body)));
        } else if (isXml(contentTypeOf(answer))) {
          builder.headers({ "Content-Type": contentTypeOf(answer) });
          builder.xmlBody(xmlTemplateFromBody(provider, answer.body));
        } else {
          // Of text the type is the contract, and not the wording.
          builder.body(contentTypeOf(answer), Buffer.from(answer.body));
        }
      })
      .executeTest(({ url }) => outcomeOf(provider, url, one));
    expect(outcome).toStrictEqual(status ? expectedOfMapping(status) : one.expected);
  });
});
