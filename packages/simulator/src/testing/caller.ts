import type { Simulator } from "../simulator.ts";
import { createSpecCheck } from "./spec-check.ts";

/** What a call sends. */
export interface CallInit {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A response that has been read. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

/** Calls a simulator and compares every response with the provider's specification. */
export interface Caller {
  /** Sends a request such as `GET /api/v2/job_statuses/1.json`. Throws where the response is not what the spec says. */
  (line: string, init?: CallInit): Promise<Answered>;
  /** What has been compared with the specification. */
  compared(): readonly string[];
}

function jsonFromText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Creates a caller of a simulator. */
export function createCaller(simulator: Simulator): Caller {
  const check = createSpecCheck(simulator.provider);
  const call = async (line: string, init: CallInit = {}): Promise<Answered> => {
    const [method = "GET", path = "/"] = line.split(" ");
    const request = new Request(`https://provider.example${path}`, { method, ...init });
    const response = await simulator.fetch(request);
    const problems = await check.problemsOf(request, response);
    if (problems.length > 0) throw new Error(problems.join("\n"));
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: jsonFromText(text) };
  };
  return Object.assign(call, { compared: () => check.compared() });
}
