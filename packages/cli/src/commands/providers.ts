import type { Contract } from "@jobstatus/core";
import type { Arguments } from "../arguments/parse-arguments.ts";
import { fieldsFrom, variableName } from "../connect/fields.ts";
import { loadOwnContract } from "../connect/own-contract.ts";
import { Providers } from "../connect/providers.ts";
import { EXIT_CODES } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { spanText } from "../output/time-text.ts";
import { yamlText } from "../output/yaml-text.ts";
import { outputFormat } from "./reporting.ts";

/** Lists the providers, or shows one; resolves with the exit code. */
export async function providers(args: Arguments, io: Io): Promise<number> {
  const { stdout } = io;
  const [name] = args.positionals;
  const path = args.text("contract");
  const known = new Providers(path === undefined ? undefined : await loadOwnContract(path));
  const contracts = name === undefined ? await known.loadAll() : [await known.load(name)];
  const format = outputFormat(args, io);
  const facts = contracts.map(factsFrom);
  if (format === "json") stdout.write(`${JSON.stringify(facts, undefined, 2)}\n`);
  else if (format === "yaml") stdout.write(`${yamlText(facts)}\n`);
  else if (format === "ndjson") for (const fact of facts) stdout.write(`${JSON.stringify(fact)}\n`);
  else if (name === undefined) stdout.write(`${facts.map(lineOf).join("\n")}\n`);
  else for (const fact of facts) stdout.write(`${pageOf(fact)}\n`);
  return EXIT_CODES.succeeded;
}

/** What you need to call a provider. */
type ProviderFacts = ReturnType<typeof factsFrom>;

function factsFrom(contract: Contract) {
  const { provider, server, request, variables, states, minPollIntervalMs = null, timeoutMs } = contract;
  const { settings, ways } = fieldsFrom(contract);
  const decided = [
    ...(contract.outcomeFromItems ?? []).map((value) => [value, "succeeded, partial or failed, by its items"]),
    ...(contract.outcomeFromCounts ?? []).map((value) => [value, "succeeded, partial or failed, by its counts"]),
  ];
  return {
    provider,
    server,
    /** The URL of a job's status. */
    statusUrl: server + request.path,
    settings: settings.map((name) => ({
      name,
      variable: variableName(provider, name),
      default: name === "baseUrl" ? server : (variables[name] ?? null),
    })),
    /** The ways to authenticate, each with the environment variables that it needs. */
    credentials: ways.map((way) => way.map((name) => variableName(provider, name))),
    /** The state of each of the provider's status values. */
    states: { ...states, ...(Object.fromEntries(decided) as Record<string, string>) },
    minPollIntervalMs,
    timeoutMs,
  };
}

function lineOf({ provider, statusUrl }: ProviderFacts): string {
  return `${provider.padEnd(16)}${statusUrl}`;
}

function pageOf(facts: ProviderFacts): string {
  const { settings, states, minPollIntervalMs } = facts;
  const labels = [...settings.map(({ variable }) => variable), ...Object.keys(states)];
  const width = Math.max(...labels.map((label) => label.length)) + 2;
  const row = (label: string, text: string) => `  ${label.padEnd(width)}${text}`;
  return [
    facts.provider,
    `  ${facts.statusUrl}`,
    "",
    "Settings, from the environment, or by the name in brackets from a profile or --set:",
    ...settings.map(({ name, variable, default: usual }) =>
      row(variable, `[${name}] ${usual === null ? "required" : `default: ${usual}`}`),
    ),
    "",
    "Credentials, one of:",
    ...facts.credentials.map((way) => `  ${way.join(" and ")}`),
    "",
    "Status values, and the state of each:",
    ...Object.entries(states).map(([value, state]) => row(value, state)),
    "",
    ...(minPollIntervalMs === null ? [] : [`At most one request for a job in ${spanText(minPollIntervalMs)}.`]),
    `Default timeout: ${spanText(facts.timeoutMs)}.`,
  ].join("\n");
}
