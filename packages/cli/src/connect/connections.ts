import type { Contract, Fetch, JobClient, JobEvent } from "@jobstatus/core";
import { createJobClient, sessionSupport } from "@jobstatus/core/provider";
import { UsageError } from "../usage-error.ts";
import { createAuthCommand } from "./auth-command.ts";
import { checkNames, checkSettings } from "./check-settings.ts";
import { type Fields, fieldsFrom, variableName } from "./fields.ts";
import { loadContract } from "./load-contract.ts";
import type { Profile } from "./profile-file.ts";
import type { ProviderName } from "./provider-names.ts";
import type { Secrets } from "./redact.ts";

/** Settings of a provider by their names. */
export type Settings = Readonly<Record<string, string>>;

/** What connections are made from. */
export interface ConnectionOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly profile: Profile;
  /** Settings from the command line, for every provider that has them. */
  readonly settings: Settings;
  readonly authCommand: string | undefined;
  readonly headers: Settings;
  readonly secrets: Secrets;
  readonly fetch: Fetch | undefined;
  readonly onEvent: (event: JobEvent) => void;
}

/** A provider's client, and the settings that it was made with. */
export interface Connection {
  readonly provider: ProviderName;
  readonly client: JobClient;
  /** No secret is among them. */
  readonly settings: Settings;
}

/** The clients of one run: one for each provider and each account. */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #made = new Map<string, Connection>();
  readonly #contracts: Contract[] = [];

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** The settings of a provider that are known: from the command line, or else the environment, or else the profile. */
  settingsOf(contract: Contract): Record<string, string> {
    const { settings } = this.#options;
    return {
      ...this.#fields(contract, fieldsFrom(contract).settings),
      ...pick(settings, fieldsFrom(contract).settings),
    };
  }

  /**
   * The client of a provider.
   *
   * @param found - Settings that a URL holds; what is configured comes first.
   * @param given - Settings that come before what is configured: those that an interrupted run had.
   * @throws UsageError - There are no credentials, or a setting is missing.
   * @throws JobStatusError - `invalid-request`: a setting is wrong.
   */
  async open(
    provider: ProviderName,
    { found, given }: { readonly found?: Settings; readonly given?: Settings } = {},
  ): Promise<Connection> {
    const contract = await loadContract(provider);
    const settings = { ...found, ...this.settingsOf(contract), ...given };
    const key = JSON.stringify([provider, settings]);
    const known = this.#made.get(key);
    if (known) return known;
    checkSettings(contract, this.#options.settings, settings);
    this.#contracts.push(contract);
    const { headers, fetch, onEvent, secrets } = this.#options;
    for (const value of Object.values(headers)) secrets.add(value);
    const options = {
      ...settings,
      credentials: this.#credentials(contract),
      headers,
      onEvent,
      ...(fetch && { fetch }),
    };
    const client = createJobClient<unknown, Settings>(contract, options, contract.session && sessionSupport);
    const connection = { provider, client, settings };
    this.#made.set(key, connection);
    return connection;
  }

  /**
   * Checks, when all are open, that nothing on the command line was meant for none of them.
   *
   * @throws UsageError - A setting belongs to no provider that is asked.
   */
  checkNames(): void {
    checkNames(this.#contracts, this.#options.settings);
  }

  #credentials(contract: Contract): Settings | (() => Promise<Settings>) {
    const { authCommand, secrets } = this.#options;
    const recordPoll = (fields: Settings) => {
      for (const value of Object.values(fields)) secrets.add(value);
      return fields;
    };
    if (authCommand !== undefined) {
      const read = createAuthCommand(authCommand, contract.provider);
      return async () => recordPoll(await read());
    }
    const fields = fieldsFrom(contract);
    const found = recordPoll(this.#fields(contract, fields.credentials));
    if (fields.ways.some((way) => way.every((name) => found[name]))) return found;
    throw missingCredentials(contract.provider, fields);
  }

  #fields({ provider }: Contract, names: readonly string[]): Record<string, string> {
    const { env, profile } = this.#options;
    const found = names.flatMap((name) => {
      const value = env[variableName(provider, name)] || profile[provider]?.[name];
      return value ? [[name, value] as const] : [];
    });
    return Object.fromEntries(found);
  }
}

function missingCredentials(provider: string, { ways }: Fields): UsageError {
  const shown = ways.map((way) => way.map((name) => variableName(provider, name)).join(" and "));
  return new UsageError(
    `there are no credentials for ${provider}: set ${shown.join(", or ")}; or use a profile or --auth-command`,
  );
}

function pick(record: Settings, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}
