import type { Contract } from "@jobstatus/core";
import type { Arguments } from "../arguments/parse-arguments.ts";
import { fieldsFrom, variableName } from "../connect/fields.ts";
import { loadContract, loadContracts } from "../connect/load-contract.ts";
import { PROVIDER_NAMES, isProviderName } from "../connect/provider-names.ts";
import { EXIT_CODES } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { spanText } from "../output/time-text.ts";
import { UsageError } from "../usage-error.ts";
import { outputFormat } from "./output-format.ts";

/** Lists the providers, or shows one; resolves with the exit code. */
export async function providers(args: Arguments, { stdout }: Io): Promise<number> {
  const [name] = args.positionals;
  if (name !== undefined && !isProviderName(name)) {
    throw new UsageError(
      `there is no provider ${JSON.stringify(name)}; the providers are ${PROVIDER_NAMES.join(", ")}`,
    );
  }
  const contracts = name === undefined ? await loadContracts() : [await loadContract(name)];
  const format = outputFormat(args, stdout);
  const facts = contracts.map(factsFrom);
  if (format === "json") stdout.write(`${JSON.stringify(facts, undefined, 2)}\n`);
  else if (format === "ndjson") for (const fact of facts) stdout.write(`${JSON.stringify(fact)}\n`);
  else if (name === undefined) stdout.write(`${facts.map(lineOf).join("\n")}\n`);
  else for (const fact of facts) stdout.write(`${pageOf(fact)}\n`);
  return EXIT_CODES.succeeded;
}

/** What somebody who calls a provider has to know. */
interface ProviderFacts {
  readonly provider: string;
  readonly server: string;
  /** The form of the URL that names a job. */
  readonly statusUrl: string;
  readonly settings: readonly { readonly name: string; readonly variable: string; readonly default: string | null }[];
  /** The ways to prove oneself, each with the environment variables that it needs. */
  readonly credentials: readonly (readonly string[])[];
  /** The state of each of the provider's values. */
  readonly states: Readonly<Record<string, string>>;
  readonly minPollIntervalMs: number | null;
  readonly timeoutMs: number;
}

function factsFrom(contract: Contract): ProviderFacts {
  const {
    provider,
    server,
    request,
    variables,
    states,
    outcomeFromItems = [],
    minPollIntervalMs = null,
    timeoutMs,
  } = contract;
  const { settings, ways } = fieldsFrom(contract);
  const judged = Object.fromEntries(
    outcomeFromItems.map((word) => [word, "succeeded, partial or failed, by its items"]),
  );
  return {
    provider,
    server,
    statusUrl: server + request.path,
    settings: settings.map((name) => ({
      name,
      variable: variableName(provider, name),
      default: name === "baseUrl" ? server : (variables[name] ?? null),
    })),
    credentials: ways.map((way) => way.map((name) => variableName(provider, name))),
    states: { ...states, ...judged },
    minPollIntervalMs,
    timeoutMs,
  };
}

function lineOf({ provider, statusUrl }: ProviderFacts): string {
  return `${provider.padEnd(16)}${statusUrl}`;
}

function pageOf({
  provider,
  statusUrl,
  settings,
  credentials,
  states,
  minPollIntervalMs,
  timeoutMs,
}: ProviderFacts): string {
  const width =
    Math.max(...settings.map(({ variable }) => variable.length), ...Object.keys(states).map((word) => word.length)) + 2;
  const row = (label: string, text: string) => `  ${label.padEnd(width)}${text}`;
  return [
    provider,
    `  ${statusUrl}`,
    "",
    "Settings, from the environment or (by the name in brackets) from a profile or --set:",
    ...settings.map(({ name, variable, default: usual }) =>
      row(variable, `[${name}] ${usual === null ? "required" : `default: ${usual}`}`),
    ),
    "",
    "Credentials, one of:",
    ...credentials.map((way) => `  ${way.join(" and ")}`),
    "",
    "Its words, and the state of each:",
    ...Object.entries(states).map(([word, state]) => row(word, state)),
    "",
    ...(minPollIntervalMs === null ? [] : [`One request for a job in ${spanText(minPollIntervalMs)} at most.`]),
    `A wait ends after ${spanText(timeoutMs)} unless --timeout says otherwise.`,
  ].join("\n");
}
