import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { type ProviderName, isProviderName } from "../connect/provider-names.ts";
import { UsageError } from "../usage-error.ts";

/** The version of the file's form. */
const VERSION = 1;
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/** One job that had not ended. */
export interface ResumableJob {
  readonly provider: ProviderName;
  /** The settings that say whose job it is. No secret is among them. */
  readonly settings: Readonly<Record<string, string>>;
  /** A resume token, or a reference where there is no token yet. */
  readonly job: string | object;
  readonly label: string;
}

/** What is needed to go on. It holds no credentials. */
export interface ResumeFile {
  readonly command: "watch" | "wait";
  readonly isAny: boolean;
  readonly until?: string;
  readonly profile?: string;
  readonly jobs: readonly ResumableJob[];
}

/** The path of a new file for a run. */
export function newResumePath(env: NodeJS.ProcessEnv, now: Date, processId: number): string {
  const folder = join(env["XDG_STATE_HOME"] || join(homedir(), ".local", "state"), "jobstatus");
  const stamp = now.toISOString().replace(/[-:]|\.\d+Z$/g, "");
  return join(folder, `${stamp}-${processId}.json`);
}

/** Writes the file at once, whole or not at all: the process may not live on. */
export function writeResumeFile(path: string, content: ResumeFile): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify({ jobstatus: VERSION, ...content }, undefined, 2)}\n`, { mode: OWNER_ONLY });
  renameSync(draft, path);
}

/** Takes a file away that is no longer needed. */
export function removeResumeFile(path: string): void {
  rmSync(path, { force: true });
}

/**
 * Reads a resume file.
 *
 * @throws UsageError - It is not there, others may change it (it says where credentials go), or it is no resume file.
 */
export function readResumeFile(path: string): ResumeFile {
  let text: string;
  try {
    if (process.platform !== "win32" && (statSync(path).mode & OTHERS) !== 0) {
      throw new UsageError(`${path} is open to others, and says where credentials go; run: chmod 600 ${path}`);
    }
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError(`the resume file cannot be read: ${error.message}`);
  }
  const content = parse(text);
  if (!content) throw new UsageError(`${path} is no resume file of this release; watch the jobs anew by their ids`);
  return content;
}

function parse(text: string): ResumeFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value["jobstatus"] !== VERSION) return undefined;
  const { command, isAny, until, profile, jobs } = value;
  if ((command !== "watch" && command !== "wait") || typeof isAny !== "boolean" || !Array.isArray(jobs))
    return undefined;
  const read = jobs.map(readJob).filter((job) => job !== undefined);
  if (read.length !== jobs.length || read.length === 0) return undefined;
  return {
    command,
    isAny,
    ...(typeof until === "string" && { until }),
    ...(typeof profile === "string" && { profile }),
    jobs: read,
  };
}

function readJob(value: unknown): ResumableJob | undefined {
  if (!isRecord(value)) return undefined;
  const { provider, settings, job, label } = value;
  if (typeof provider !== "string" || !isProviderName(provider) || typeof label !== "string") return undefined;
  if (!isRecord(settings) || (typeof job !== "string" && !isRecord(job))) return undefined;
  const texts = Object.entries(settings).flatMap(([name, text]) =>
    typeof text === "string" ? [[name, text] as const] : [],
  );
  return { provider, settings: Object.fromEntries(texts), job, label };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
