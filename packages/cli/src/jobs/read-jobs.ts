import { readFileSync } from "node:fs";
import { text as readText } from "node:stream/consumers";
import { parseJson } from "@jobstatus/core";
import { errorSentence } from "../error-sentence.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { isHttp, parseHttpResponses } from "./http-responses.ts";

/** The argument that stands for standard input. */
const PIPE = "-";
/** No provider has an ID with blanks, colons or control characters: a header line or a sentence is not an ID. */
const NOT_ID = /[\s:\p{Cc}]|^[[{<"]/u;
const FORMS = "give a URL, PROVIDER:ID, or an ID and --provider NAME";

/** A job as the command line or an input names it. */
export interface GivenJob {
  /** The provider; absent if a URL tells it. */
  readonly provider: string | undefined;
  /** The profile for its settings and credentials; absent for the one of the run. */
  readonly profile: string | undefined;
  /** An ID, a link, the response of a start call or its decoded body, or a resume token. */
  readonly reference: string | object;
  /** What to show until the ID is known. */
  readonly label: string;
  /** Whether it comes from an input, which must not decide where credentials go. */
  readonly isPiped: boolean;
}

/** Whether a reference is the URL of a job's status. */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(text);
}

/** What the references of a run are read with. */
export interface ReadOptions {
  /** The names of the known providers. */
  readonly providers: readonly string[];
  /** The provider of references that name none. */
  readonly provider: string | undefined;
  readonly io: Pick<Io, "stdin">;
}

/**
 * Reads the jobs that the arguments name. `-` reads standard input and `@FILE` a file.
 *
 * @throws UsageError - A reference is not one or names no provider, or an input is empty or unreadable.
 */
export async function readJobs(args: readonly string[], options: ReadOptions): Promise<readonly GivenJob[]> {
  if (args.filter((argument) => argument === PIPE).length > 1) {
    throw new UsageError("- is given twice; standard input can be read once");
  }
  const jobs = args.map(async (argument) => {
    if (argument === PIPE) return jobsFromInput(await readText(options.io.stdin), "standard input", options);
    if (argument.startsWith("@")) return jobsFromInput(readInput(argument.slice(1)), argument.slice(1), options);
    return [jobFromText(argument, JSON.stringify(argument), false, options)];
  });
  return (await Promise.all(jobs)).flat();
}

function readInput(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`@${path} can't be read: ${errorSentence(error)}`);
  }
}

function jobsFromInput(input: string, name: string, options: ReadOptions): GivenJob[] {
  if (isHttp(input.trimStart())) {
    return parseHttpResponses(input.trimStart()).map((response) =>
      jobFromObject(response, `the response in ${name}`, options),
    );
  }
  const whole = input.trim();
  const body = parseObject(whole);
  if (body) return [jobFromObject(body, name, options)];
  const jobs = whole.split("\n").flatMap((line, index) => {
    const reference = line.trim();
    const where = `line ${index + 1} of ${name}`;
    if (reference === "" || reference.startsWith("#")) return [];
    const object = parseObject(reference);
    if (object) return [jobFromObject(object, where, options)];
    // No reference has a blank: what follows one is a comment.
    return [jobFromText(reference.replace(/\s#.*$/, "").trim(), where, true, options)];
  });
  if (jobs.length === 0) throw new UsageError(`${name} has no jobs; give references, one a line, or start responses`);
  return jobs;
}

/** @param where - Stands for the text in errors: a line of an input may be a secret. */
function jobFromText(text: string, where: string, isPiped: boolean, { providers, provider }: ReadOptions): GivenJob {
  if (isUrl(text)) return { provider, profile: undefined, reference: text, label: text, isPiped };
  const [, prefix = "", profile, rest = ""] = /^([\w-]+)(?:@([\w.-]+))?:(.*)$/s.exec(text) ?? [];
  const isPrefixed = providers.includes(prefix);
  const id = isPrefixed ? rest : text;
  if (id === "" && isPrefixed) throw new UsageError(`${where} has no ID; write ${prefix}:ID`);
  if (id === "" || NOT_ID.test(id)) throw new UsageError(`${where} is not a job; ${FORMS}`);
  const owner = isPrefixed ? prefix : provider;
  if (owner === undefined) throw new UsageError(`${where} names no provider; ${FORMS}`);
  return { provider: owner, profile, reference: id, label: id, isPiped };
}

function jobFromObject(object: object, where: string, { providers, provider }: ReadOptions): GivenJob {
  // A line of this command's own output names its provider.
  if ("provider" in object && "id" in object && typeof object.id === "string") {
    const own = providers.find((name) => name === object.provider);
    const { id } = object;
    const named =
      "operation" in object && typeof object.operation === "string" ? { id, operation: object.operation } : id;
    const reference = "resumeToken" in object ? object : named;
    if (own !== undefined) return { provider: own, profile: undefined, reference, label: id, isPiped: true };
  }
  if (provider === undefined) throw new UsageError(`${where} names no provider; give --provider NAME`);
  return { provider, profile: undefined, reference: object, label: where, isPiped: true };
}

function parseObject(json: string): object | undefined {
  if (!/^[[{]/.test(json)) return undefined;
  try {
    const value = parseJson(json);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
