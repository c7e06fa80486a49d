import { text } from "node:stream/consumers";
import { parseJson } from "@jobstatus/core";
import { type ProviderName, isProviderName } from "../connect/provider-names.ts";
import { UsageError } from "../usage-error.ts";
import type { GivenJob } from "./job-reference.ts";

/** What stands for standard input among the arguments. */
const PIPE = "-";

/**
 * Reads the jobs that were given.
 *
 * @param provider - The provider of references that name none.
 * @param input - Read to its end where an argument is `-`.
 * @throws UsageError - A reference names no provider, or the input holds none.
 */
export async function readJobs(
  args: readonly string[],
  provider: ProviderName | undefined,
  input: NodeJS.ReadableStream,
): Promise<readonly GivenJob[]> {
  const jobs: GivenJob[] = [];
  for (const [index, argument] of args.entries()) {
    if (argument !== PIPE) jobs.push(jobFromText(argument, provider, false));
    else if (args.indexOf(PIPE) < index) throw new UsageError("- is given twice; standard input can be read once");
    else jobs.push(...jobsFromInput(await text(input), provider));
  }
  return jobs;
}

function jobsFromInput(input: string, provider: ProviderName | undefined): GivenJob[] {
  const whole = input.trim();
  if (whole === "")
    throw new UsageError("standard input is empty; give references, one a line, or start calls' answers");
  const body = parseBody(whole);
  if (body) return [jobFromBody(body, provider, "standard input")];
  return whole.split("\n").flatMap((line, index) => {
    const reference = line.trim();
    if (reference === "") return [];
    const response = parseBody(reference);
    if (response) return [jobFromBody(response, provider, `line ${index + 1}`)];
    if (/^[[{]/.test(reference)) throw new UsageError(`line ${index + 1} of standard input is no JSON`);
    return [jobFromText(reference, provider, true)];
  });
}

function jobFromText(reference: string, provider: ProviderName | undefined, isPiped: boolean): GivenJob {
  const colon = reference.indexOf(":");
  const prefix = reference.slice(0, colon);
  if (colon > 0 && isProviderName(prefix)) {
    const id = reference.slice(colon + 1);
    if (id === "") throw new UsageError(`${JSON.stringify(reference)} names no job; write ${prefix}:ID`);
    return { provider: prefix, reference: id, label: id, isPiped };
  }
  if (provider === undefined && !/^[a-z][a-z\d+.-]*:\/\//i.test(reference)) {
    throw new UsageError(
      `${JSON.stringify(reference)} does not say whose job it is; give a URL, PROVIDER:ID, or --provider NAME`,
    );
  }
  return { provider, reference, label: reference, isPiped };
}

function jobFromBody(body: object, provider: ProviderName | undefined, where: string): GivenJob {
  // A line of this command's own output names its provider itself.
  const own = "provider" in body && "id" in body && typeof body.provider === "string" ? body.provider : "";
  if (isProviderName(own) && "id" in body && typeof body.id === "string") {
    return { provider: own, reference: "resumeToken" in body ? body : body.id, label: body.id, isPiped: true };
  }
  if (provider === undefined)
    throw new UsageError(`the response at ${where} does not say whose it is; give --provider NAME`);
  return { provider, reference: body, label: where, isPiped: true };
}

function parseBody(json: string): object | undefined {
  if (!/^[[{]/.test(json)) return undefined;
  try {
    const value = parseJson(json);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
