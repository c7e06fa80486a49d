import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { InferOutput } from "valibot";
import { type Valibot, readJsonFile } from "../files/read-json-file.ts";

/** The version of the format. */
const VERSION = 1;
const OWNER_ONLY = 0o600;

/** What a run needs to continue. It holds no credentials. */
export type ResumeFile = Omit<InferOutput<ReturnType<typeof resumeSchema>>, "jobstatus">;
/** A job that had not ended. */
export type ResumableJob = ResumeFile["jobs"][number];

/** The path of a new file for a run. */
export function newResumePath(env: NodeJS.ProcessEnv, now: Date, processId: number): string {
  const folder = join(env["XDG_STATE_HOME"] || join(homedir(), ".local", "state"), "jobstatus");
  const stamp = now.toISOString().replace(/[-:]|\.\d+Z$/g, "");
  return join(folder, `${stamp}-${processId}.json`);
}

/** Writes the file synchronously and as a whole: the process may end at any moment. */
export function writeResumeFile(path: string, content: ResumeFile): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify({ jobstatus: VERSION, ...content }, undefined, 2)}\n`, { mode: OWNER_ONLY });
  renameSync(draft, path);
}

/**
 * Reads a resume file.
 *
 * @throws UsageError - It is missing, is open to other users, or is not a resume file.
 */
export async function readResumeFile(path: string): Promise<ResumeFile> {
  const options = { name: "the resume file", privateFor: "decides where credentials go" };
  const { jobstatus: _, ...content } = await readJsonFile(path, resumeSchema, options);
  return content;
}

function resumeSchema(v: Valibot) {
  const text = v.optional(v.string());
  const job = v.strictObject({
    provider: v.string(),
    /** The settings that tell whose job it is. None is secret. */
    settings: v.record(v.string(), v.string()),
    profile: text,
    /** A resume token, or a reference if there is no token yet. */
    job: v.union([v.string(), v.custom<object>((value) => typeof value === "object" && value !== null)]),
    label: v.string(),
  });
  return v.strictObject({
    jobstatus: v.literal(VERSION),
    command: v.picklist(["watch", "wait"]),
    isAny: v.boolean(),
    until: text,
    /** The path of a contract. */
    contract: text,
    jobs: v.pipe(v.array(job), v.minLength(1)),
  });
}
