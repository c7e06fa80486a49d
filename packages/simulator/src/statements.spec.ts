import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { simulators } from "./gen/simulators.ts";
import type { Scenario } from "./scenario.ts";
import type { ProviderName } from "./gen/provider-name.ts";

/** What a simulator is held to: facts about its provider, each with its evidence. */
interface StatementDocument {
  readonly provider: ProviderName;
  /** The login before each statement; what it grants goes into `{name}`: each cookie, and each text of the body. */
  readonly login?: StatementRequest;
  readonly statements: readonly Statement[];
}

interface Statement {
  readonly says: string;
  readonly evidence: "documented" | "observed" | "assumed";
  readonly source: string;
  readonly calls: readonly StatementCall[];
}

interface StatementRequest {
  /** The method and the path. `{job}` and `{other}` are jobs that exist. */
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface StatementCall extends StatementRequest {
  /** The scenario of the job that the call starts. */
  readonly scenario?: Scenario;
  /** A state that the simulator is put into before the call. */
  readonly state?: string;
  readonly status: number;
  /** Headers of the response, as regular expressions. */
  readonly response?: Readonly<Record<string, string>>;
  /** The cookies that the response sets, as regular expressions, in order. */
  readonly cookies?: readonly string[];
  /** A text in the body. */
  readonly contains?: string;
}

type Values = Readonly<Record<string, string>>;

const documents = Object.keys(simulators).map((provider): StatementDocument => {
  const text = readFileSync(new URL(`../statements/${provider}.yaml`, import.meta.url), "utf8");
  return parse(text) as StatementDocument;
});

function fill(text: string, values: Values): string {
  return text.replace(/\{([\w.]+)\}/g, (name, key: string) => values[key] ?? name);
}

function requestOf({ request, headers = {}, body }: StatementRequest, values: Values): Request {
  const [method = "GET", path = "/"] = fill(request, values).split(" ");
  const filled = Object.entries(headers).map(([name, value]): [string, string] => [name, fill(value, values)]);
  const init = { method, headers: filled, ...(body !== undefined && { body: fill(body, values) }) };
  return new Request(`https://provider.example${path}`, init);
}

/** What a login grants. */
async function grantsOf(response: Response): Promise<Values> {
  const cookies = response.headers.getSetCookie().map((line) => (line.split(";")[0] ?? "").split(/=(.*)/));
  const body: unknown = JSON.parse(await response.text());
  const members = Object.entries(Object(body) as object).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries([...cookies.map(([name = "", value = ""]): [string, string] => [name, value]), ...members]);
}

/** What a response differs in from what a statement says. */
function faultsIn({ status, headers }: Response, text: string, call: StatementCall): string[] {
  const { request, response = {}, cookies, contains = "" } = call;
  const set = headers.getSetCookie();
  const isSet =
    cookies === undefined ||
    (set.length === cookies.length && set.every((line, place) => matches(line, cookies[place])));
  return [
    ...(status === call.status ? [] : [`${request}: HTTP ${status} instead of ${call.status}`]),
    ...Object.entries(response)
      .filter(([name, pattern]) => !matches(headers.get(name), pattern))
      .map(([name]) => `${request}: the header ${name} is ${JSON.stringify(headers.get(name))}`),
    ...(isSet ? [] : [`${request}: the cookies are ${JSON.stringify(set)}`]),
    ...(text.includes(contains) ? [] : [`${request}: the body is ${text}`]),
  ];
}

function matches(text: string | null, pattern = ""): boolean {
  return text !== null && new RegExp(pattern).test(text);
}

describe.each(documents)("the simulated $provider", ({ provider, login, statements }) => {
  it.each(statements)("$says", async ({ calls }) => {
    const simulator = simulators[provider]();
    const jobs = { job: simulator.start({}), ...(provider === "veeva-vault" && { other: simulator.start({}) }) };
    const granted = login ? await grantsOf(await simulator.fetch(requestOf(login, jobs))) : {};
    const faults: string[] = [];
    for (const call of calls) {
      if (call.state !== undefined) simulator.setState(call.state);
      if (call.scenario !== undefined) simulator.planNext(call.scenario);
      const response = await simulator.fetch(requestOf(call, { ...jobs, ...granted }));
      faults.push(...faultsIn(response, await response.text(), call));
    }
    expect(faults).toEqual([]);
  });

  it.each(statements)("has a source that can be looked up: $says", ({ evidence, source }) => {
    expect(["documented", "observed", "assumed"]).toContain(evidence);
    expect(source).not.toBe("");
  });
});
