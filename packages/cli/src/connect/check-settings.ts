import type { Contract } from "@jobstatus/core";
import { UsageError } from "../usage-error.ts";
import { fieldsFrom, variableName } from "./fields.ts";

/**
 * Checks that the command line has no credential, and that every required setting is known.
 *
 * @param named - The settings of the command line.
 * @param settings - All known settings.
 * @throws UsageError - Naming the setting.
 */
export function checkSettings(
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
    throw new UsageError(
      `${provider} needs the setting ${missing}: give --set ${missing}=..., ${variableName(provider, missing)}, or the job's URL`,
    );
  }
}
