import { type Contract, type Fetch, type JobClient, JobStatusError } from "@jobstatus/core";
import { allParts, createJobClient } from "@jobstatus/core/provider";
import { unknownName } from "../arguments/nearest-name.ts";
import { UsageError } from "../usage-error.ts";
import { type Fields, fieldsFrom, variableName } from "./fields.ts";
import { type Profile, readProfile } from "./profile-file.ts";
import type { Providers } from "./providers.ts";

/** Settings of a provider by their names. */
export type Settings = Readonly<Record<string, string>>;

/** What connections are made from. */
export interface ConnectionOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly providers: Providers;
  /** The profile of jobs that name none. */
  readonly profile: string | undefined;
  /** Settings from the command line, for every provider that has them. */
  readonly settings: Settings;
  readonly authCommand: string | undefined;
  readonly headers: Settings;
  /** Every secret is added as it becomes known. */
  readonly secrets: Set<string>;
  /** Sends requests. */
  readonly fetch: Fetch;
}

/** Settings that come from elsewhere than the configuration. */
export interface OpenOptions {
  /** Settings that a URL holds. Configured ones override them. */
  readonly found?: Settings;
  /** Settings of an interrupted run. They override configured ones. */
  readonly given?: Settings;
  /** Default: the profile of the run. */
  readonly profile?: string | undefined;
}

/** A provider's client for one account. */
export interface Connection {
  readonly provider: string;
  readonly contract: Contract;
  readonly client: JobClient;
  /** The settings that the client was made with. None is secret. */
  readonly settings: Settings;
  readonly profile: string | undefined;
  /** How many requests were sent, logins included. */
  readonly requests: number;
}

/** A provider has no credentials, or lacks a setting. */
export class MissingSetting extends UsageError {}

/** The clients of one run: one for each provider and each account. */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #made = new Map<string, Connection>();
  readonly #profiles = new Map<string | undefined, Promise<Profile>>();

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get providers(): Providers {
    return this.#options.providers;
  }

  /** A profile. Default: that of the run. */
  profile(name: string | undefined = this.#options.profile): Promise<Profile> {
    const known = this.#profiles.get(name) ?? readProfile(name, this.#options.env, this.providers.names);
    this.#profiles.set(name, known);
    return known;
  }

  /** The configured settings of a provider: from the command line, else the environment, else the profile. */
  async settingsOf(contract: Contract, profile?: string): Promise<Record<string, string>> {
    const { settings } = fieldsFrom(contract);
    const named = Object.entries(this.#options.settings).filter(([name]) => settings.includes(name));
    return { ...(await this.#fields(contract, settings, profile)), ...Object.fromEntries(named) };
  }

  /**
   * The client of a provider.
   *
   * @throws UsageError - There are no credentials, or a setting is missing or invalid.
   */
  async open(provider: string, { found, given, profile = this.#options.profile }: OpenOptions = {}) {
    const contract = await this.providers.load(provider);
    const settings = { ...found, ...(await this.settingsOf(contract, profile)), ...given };
    const key = JSON.stringify([provider, profile, settings]);
    const known = this.#made.get(key);
    if (known) return known;
    checkSettings(contract, this.#options.settings, settings);
    const connection = await this.#connect(contract, settings, profile);
    this.#made.set(key, connection);
    return connection;
  }

  /**
   * Call it when all connections are open.
   *
   * @throws UsageError - A setting of the command line belongs to no provider of the run.
   */
  checkNames(): void {
    const contracts = [...this.#made.values()].map(({ contract }) => contract);
    const known = [...new Set(contracts.flatMap((contract) => fieldsFrom(contract).settings))];
    const unknown = Object.keys(this.#options.settings).find((name) => !known.includes(name));
    if (unknown === undefined) return;
    const providers = [...new Set(contracts.map(({ provider }) => provider))].join(", ");
    throw new UsageError(`--set: ${unknownName("setting", unknown, known)} (${providers})`);
  }

  async #connect(contract: Contract, settings: Settings, profile: string | undefined): Promise<Connection> {
    const { headers, secrets, fetch } = this.#options;
    const secretParameters = contract.credentials
      .flatMap((way) => ("places" in way ? way.places : []))
      .filter((place) => place.in === "query");
    const connection = { provider: contract.provider, contract, settings, profile, requests: 0 };
    const options = {
      ...settings,
      credentials: await this.#credentials(contract, profile),
      headers,
      fetch: (...[input, init]: Parameters<Fetch>) => {
        connection.requests += 1;
        for (const { name } of secretParameters) secrets.add(new URL(input).searchParams.get(name) ?? "");
        return fetch(input, init);
      },
    };
    try {
      return Object.assign(connection, {
        client: createJobClient<unknown, Settings>(contract, options, allParts),
      });
    } catch (error) {
      if (!(error instanceof JobStatusError)) throw error;
      const named = (name: string) =>
        this.#options.settings[name] === undefined
          ? variableName(contract.provider, name)
          : name === "baseUrl"
            ? "--base-url"
            : `--set ${name}`;
      throw new UsageError(error.message.replace(/^create\w+: the option "(\w+)"/, (_, name: string) => named(name)));
    }
  }

  async #credentials(contract: Contract, profile: string | undefined): Promise<Settings | (() => Promise<Settings>)> {
    const { authCommand, secrets } = this.#options;
    const addSecrets = (fields: Settings) => {
      for (const value of Object.values(fields)) secrets.add(value);
      return fields;
    };
    if (authCommand !== undefined) {
      const { createAuthCommand } = await import("./auth-command.ts");
      const read = createAuthCommand(authCommand, contract.provider);
      return async () => addSecrets(await read());
    }
    const fields = fieldsFrom(contract);
    const found = addSecrets(await this.#fields(contract, fields.credentials, profile));
    if (fields.ways.some((way) => way.every((name) => found[name]))) return found;
    throw missingCredentials(contract.provider, fields);
  }

  async #fields(contract: Contract, names: readonly string[], profile: string | undefined) {
    const { provider } = contract;
    const stored = (await this.profile(profile)).providers[provider] ?? {};
    const { settings, credentials } = fieldsFrom(contract);
    const strange = Object.keys(stored).find((name) => !settings.includes(name) && !credentials.includes(name));
    if (strange !== undefined) {
      throw new UsageError(
        `the profile's ${provider}: ${unknownName("field", strange, [...settings, ...credentials])}`,
      );
    }
    const found = names.flatMap((name) => {
      const value = this.#options.env[variableName(provider, name)] || stored[name];
      return value ? [[name, value] as const] : [];
    });
    return Object.fromEntries(found);
  }
}

/**
 * Checks that the command line has no credential, and that every required setting is known.
 *
 * @param named - The settings of the command line.
 * @param settings - All known settings.
 * @throws UsageError - Naming the setting.
 */
function checkSettings(
  contract: Contract,
  named: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, string>>,
): void {
  const { provider, server, variables } = contract;
  const secret = fieldsFrom(contract).credentials.find((name) => Object.hasOwn(named, name));
  if (secret !== undefined) {
    throw new UsageError(
      `--set can't carry ${secret}: ps shows arguments; use ${variableName(provider, secret)}, a profile or --auth-command`,
    );
  }
  const missing = Object.keys(variables).find((name) => {
    const isInAddress = server.includes(`{${name}}`);
    return variables[name] === null && settings[name] === undefined && !(isInAddress && settings["baseUrl"]);
  });
  if (missing !== undefined) {
    throw new MissingSetting(
      `${provider} needs the setting ${missing}: give --set ${missing}=..., ${variableName(provider, missing)}, or the job's URL`,
    );
  }
}

function missingCredentials(provider: string, { ways }: Fields): MissingSetting {
  const shown = ways.map((way) => way.map((name) => variableName(provider, name)).join(" and "));
  return new MissingSetting(
    `no credentials for ${provider}: set ${shown.join(", or ")}; or use a profile or --auth-command`,
  );
}
