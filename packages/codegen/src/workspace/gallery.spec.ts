import { Ajv2020 } from "ajv/dist/2020.js";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { jobIdsFrom, JobStatusError } from "@jobstatus/core";
import type { JobEvent } from "@jobstatus/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { casesSchema, exchangesOf, galleryNames, readGalleryEntry, responseFrom } from "../testing/gallery.ts";
import type { GalleryCase, GalleryEntry, GalleryRequest, GalleryStart } from "../testing/gallery.ts";
import { generateGallery } from "../testing/gallery-packages.ts";
import type { GalleryPackages } from "../testing/gallery-packages.ts";

// Documents of well-known APIs: each is generated, type-checked and run against responses of its API. What a caller must
// get is written by hand, from the documentation of the API.

const names = galleryNames("documents");
const entries = names
  .filter((name) => galleryNames("cases").includes(name))
  .map((name) => [name, readGalleryEntry(name)] as const);

const START_MS = Date.UTC(2026, 0, 1);

let packages: GalleryPackages;

beforeAll(async () => {
  packages = await generateGallery(entries.map(([, entry]) => entry));
}, 180_000);

afterAll(() => packages.remove());

/** What a client sent and told. */
interface Trace {
  readonly requests: (GalleryRequest & { readonly atMs: number })[];
  readonly unreadableTimes: Record<string, string>;
}

async function run(entry: GalleryEntry, one: GalleryCase): Promise<Trace & { readonly outcome: unknown }> {
  const trace: Trace = { requests: [], unreadableTimes: {} };
  const answers = exchangesOf(one).map(({ response }) => responseFrom(response));
  const clock = createVirtualClock(START_MS);
  const { create } = await packages.load(entry.name);
  const client = create({
    ...(one.options ?? entry.options),
    clock,
    random: () => 0.5,
    onEvent(event: JobEvent) {
      if (event.type === "unreadable-time") trace.unreadableTimes[event.time] = event.text;
    },
    async fetch(input: string | URL, init: RequestInit) {
      const request = new Request(input, init);
      const text = await request.text();
      const isJson = /json/.test(request.headers.get("Content-Type") ?? "");
      trace.requests.push({
        method: request.method,
        url: request.url,
        headers: { ...(init.headers as Record<string, string>) },
        ...(text !== "" && { body: isJson ? (JSON.parse(text) as unknown) : text }),
        atMs: clock.now() - START_MS,
      });
      const answer = answers.shift();
      if (answer === undefined) throw new Error("the client sent more requests than the case has");
      return answer;
    },
  });
  const job = (one.job ?? entry.job) as string;
  const call = one.call === "wait" ? client.wait(job) : client.status(job);
  const outcome = await clock.run(call.catch((error: unknown) => error));
  return { ...trace, outcome };
}

function withoutCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The parts of an error that a case names. */
function partsOf(error: unknown, wanted: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (!(error instanceof JobStatusError)) return { error };
  const { message } = wanted;
  const known = Object.keys(wanted).map((name) => [name, Reflect.get(error, name) as unknown]);
  const hasMessage = typeof message === "string" && error.message.includes(message);
  return { ...(Object.fromEntries(known) as Record<string, unknown>), ...(hasMessage && { message }) };
}

/** What a case wants of an outcome, and what of it must equal that. */
function comparison(entry: GalleryEntry, one: GalleryCase, outcome: unknown): { actual: unknown; wanted: unknown } {
  if (one.error !== undefined) return { actual: partsOf(outcome, one.error), wanted: one.error };
  const job = one.job ?? entry.job;
  const id = typeof job === "string" ? { id: job } : {};
  const raw = exchangesOf(one).at(-1)?.response.body;
  return { actual: outcome, wanted: { provider: entry.name, ...id, raw, ...one.status } };
}

describe("the gallery", () => {
  it("has cases for every document, and a document for all cases", () => {
    expect(galleryNames("cases")).toEqual(names);
  });

  it("has packages that compile, and so do the types of their cases", { timeout: 180_000 }, async () => {
    expect(await packages.compile()).toBe("");
  });
});

describe.each(entries)("%s", (name, entry) => {
  const starts = entry.starts ?? [];

  it("has cases of the right shape", () => {
    const { name: _name, file: _file, text: _text, ...cases } = entry;
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(casesSchema());
    expect(validate(cases) ? [] : validate.errors).toEqual([]);
  });

  it("bears the name of its provider", async () => {
    const { contract } = await packages.load(name);
    expect(contract.provider).toBe(name);
  });

  it("has a case for each status value, each error code, each way to name a job, and for a hostile response", async () => {
    const { contract } = await packages.load(name);
    const tables = [contract, ...Object.values(contract.operations ?? {})];
    const natives = new Set(entry.cases.map(({ status }) => status?.native));
    const codes = new Set(entry.cases.map(({ error }) => String(error?.["nativeCode"])));
    const statuses = new Set(entry.cases.map(({ error }) => String(error?.["httpStatus"])));
    const missing = [
      ...tables.flatMap(({ states }) => Object.keys(states)).filter((value) => !natives.has(value)),
      ...Object.keys(contract.errors.codes ?? {}).filter((code) => !codes.has(code)),
      ...Object.keys(contract.errors.http ?? {}).filter((status) => !statuses.has(status)),
      ...(entry.cases.some(({ error }) => error !== undefined) ? [] : ["an error"]),
      ...(entry.cases.some(({ hostile }) => hostile !== undefined) ? [] : ["a hostile response"]),
      ...(contract.references === undefined || starts.length >= contract.references.length ? [] : ["references"]),
    ];
    expect(missing).toEqual([]);
  });

  it.each(entry.cases.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    const { outcome, requests, unreadableTimes } = await run(entry, one);
    const { actual, wanted } = comparison(entry, one, outcome);
    expect(actual).toEqual(wanted);
    const exchanges = exchangesOf(one).map(({ request = entry.request, atMs }, index) => ({
      ...request,
      headers: withoutCase(request.headers),
      atMs: atMs ?? requests[index]?.atMs,
    }));
    expect(requests.map((request) => ({ ...request, headers: withoutCase(request.headers) }))).toEqual(exchanges);
    expect(unreadableTimes).toEqual(one.unreadableTimes ?? {});
  });

  it.runIf(starts.length > 0).each(starts.map((start) => [start.name, start] as const))(
    "names the job: %s",
    async (_, start: GalleryStart) => {
      const { create } = await packages.load(name);
      const client = create({
        ...entry.options,
        fetch: () => Promise.reject(new Error("a start call is not repeated")),
      });
      const reference = start.response === undefined ? start.reference : responseFrom(start.response);
      const found = jobIdsFrom(client, reference as Response).then(({ jobs }) => ({ ids: jobs.map(({ id }) => id) }));
      const { ids, error } = start;
      const outcome = await found.catch((caught: unknown) => ({ error: partsOf(caught, error ?? {}) }));
      expect(outcome).toEqual(ids === undefined ? { error } : { ids });
    },
  );
});
