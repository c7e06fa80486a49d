import { describe, expect, it } from "vitest";
import { readSpec } from "../diagnose.ts";
import { smallSpecText } from "../testing/small-spec.ts";
import { WITH_BATCH, WITH_SESSION } from "../testing/small-variants.ts";
import { pointerUsesOf } from "./pointer-uses.ts";
import { createRuleContext } from "./rule-context.ts";

/** Each pointer: its place in the extension, the pointer, what it starts from, and the types that it may lead to. */
function usesOf(given: Readonly<Record<string, string>>): string[] {
  const { spec, diagnostics } = readSpec({ file: "print.yaml", text: smallSpecText(given) });
  if (spec === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return pointerUsesOf(createRuleContext(spec.root, spec.extension)).map(
    ({ path, pointer, startInWords, types }) =>
      `${path.slice(1).join(".")} ${JSON.stringify(pointer)} from ${startInWords}: ${types.join("|") || "anything"}`,
  );
}

const OF_STATUS = 'job.status "/state" from the job: string|number|integer|boolean';

describe("the pointers of an extension", () => {
  it("are those of the job and its items", () => {
    expect(usesOf({})).toEqual([
      OF_STATUS,
      'job.message "/note" from the job: string',
      'job.progress.percent "/done" from the job: string|number|integer',
      'job.items.at "/pages" from the job: array|object',
      'job.items.success "/ok" from an item: boolean',
    ]);
  });

  it("are those of every field of a job", () => {
    const given = {
      "    message: /note\n    progress: { percent: /done }\n    items: { at: /pages, success: /ok }": `\
    at: ["", /job]
    title: /note
    progress: { completed: /done, total: /done }
    times: { finishedAt: { at: /note }, createdAt: { at: /note } }
    items: { at: /pages, id: /name, index: /number, errors: [/ok, /name], details: /name, outcome: [/name, /word] }
    links:
      - { at: /note, rel: self }
      - { at: /pages, rel: /name, href: /name, method: /name }`,
      "{ ok: { type: boolean }":
        "{ ok: { type: boolean }, name: { type: string }, word: { type: string }, number: { type: integer }",
      "        done:": '        job: { $ref: "#/components/schemas/Job" }\n        done:',
    };
    expect(usesOf(given)).toEqual([
      'job.at.0 "" from the response: object',
      'job.at.1 "/job" from the response: object',
      OF_STATUS,
      'job.title "/note" from the job: string',
      'job.progress.completed "/done" from the job: string|number|integer',
      'job.progress.total "/done" from the job: string|number|integer',
      'job.times.finishedAt.at "/note" from the job: string',
      'job.times.createdAt.at "/note" from the job: string',
      'job.items.at "/pages" from the job: array|object',
      'job.items.id "/name" from an item: string|number|integer',
      'job.items.index "/number" from an item: number|integer',
      'job.items.errors.0 "/ok" from an item: anything',
      'job.items.errors.1 "/name" from an item: anything',
      'job.items.details "/name" from an item: string',
      'job.items.outcome.0 "/name" from an item: string|number|integer|boolean',
      'job.items.outcome.1 "/word" from an item: string|number|integer|boolean',
      'job.links.0.at "/note" from the job: string',
      'job.links.1.at "/pages" from the job: array',
      'job.links.1.rel "/name" from a link object: string',
      'job.links.1.href "/name" from a link object: string',
      'job.links.1.method "/name" from a link object: string',
    ]);
  });

  it("are none of what the extension does not have", () => {
    const given = {
      "    message: /note\n    progress: { percent: /done }\n    items: { at: /pages, success: /ok }\n": "",
    };
    expect(usesOf(given)).toEqual([OF_STATUS]);
  });

  it("are those of the errors, which may be in any response", () => {
    const given = {
      "    message: /note\n    progress: { percent: /done }\n    items: { at: /pages, success: /ok }\n": "",
      "  credentials:": `\
  errors:
    success: [{ at: /state, values: [printed] }, { at: /fine, values: [true] }]
    native: [/code, /done]
    message: [/note, /why]
  credentials:`,
      "components:": `\
        "404":
          description: No such job.
          content:
            application/problem+json:
              schema:
                type: object
                properties: { code: { type: integer }, why: { type: string }, fine: { type: boolean } }
components:`,
    };
    expect(usesOf(given)).toEqual([
      OF_STATUS,
      'errors.success.0.at "/state" from any response: string|number|integer|boolean',
      'errors.success.1.at "/fine" from any response: string|number|integer|boolean',
      'errors.native.0 "/code" from any response: string|number|integer',
      'errors.native.1 "/done" from any response: string|number|integer',
      'errors.message.0 "/note" from any response: string',
      'errors.message.1 "/why" from any response: string',
    ]);
  });

  it("are those of a batch and of a session, each from the response of its own operation", () => {
    expect(usesOf(WITH_BATCH).slice(5)).toEqual([
      'batch.jobs "/jobs" from the 200 response of listJobs: array',
      'batch.id "/id" from a job of that list: string|number|integer',
    ]);
    expect(usesOf(WITH_SESSION).slice(5)).toEqual([
      'session.login.grants.0.at "/key" from any response of logIn: string',
      'session.login.confirms.0.at "/shop" from any response of logIn: string|number|integer',
    ]);
  });
});
