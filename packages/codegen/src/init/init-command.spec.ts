import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runCli } from "../cli.ts";
import { INIT_HELP } from "./init-arguments.ts";

// The documents of `testing` have the shape of well-known APIs, in words and numbers of our own.

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "codegen-init-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command. `./` stands for the test's folder. A question without an answer fails the test. */
async function run(args: readonly string[], answers?: Readonly<Record<string, string>>): Promise<Ended> {
  const said = { out: "", err: "" };
  const ask = (question: string): Promise<string> => {
    const answer = Object.entries(answers ?? {}).find(([part]) => question.includes(part));
    if (answer === undefined) throw new Error(`no answer to ${question}`);
    return Promise.resolve(answer[1]);
  };
  const code = await runCli(
    args.map((arg) => (arg.startsWith("./") ? join(folder, arg) : arg)),
    {
      out: (text) => (said.out += text),
      err: (text) => (said.err += text),
      ...(answers !== undefined && { ask }),
    },
  );
  const below = join(folder, "/");
  return { code, out: said.out.replaceAll(below, "./"), err: said.err.replaceAll(below, "./") };
}

async function take(document: string): Promise<string> {
  await copyFile(fileURLToPath(new URL(`testing/${document}`, import.meta.url)), join(folder, document));
  return `./${document}`;
}

async function overlayOf(document: string): Promise<string> {
  return readFile(join(folder, `${document.replace(/\.\w+$/, "")}.overlay.yaml`), "utf8");
}

/** The extension that a draft has. */
async function extensionOf(document: string): Promise<unknown> {
  const { actions } = parse(await overlayOf(document)) as { actions: { update?: Record<string, unknown> }[] };
  return actions.at(-1)?.update?.["x-job-status"];
}

describe("jobstatus-codegen init", () => {
  it("drafts what a bulk API of OpenAPI 3.0 says, and lists what is left to decide with line and column", async () => {
    const ended = await run(["init", await take("bulk-load.json")]);
    expect(ended).toEqual({
      code: 0,
      err: "",
      out: `\
./bulk-load.overlay.yaml: a draft for GET /jobs/ingest/{jobId}

To decide:
./bulk-load.overlay.yaml:27:11 undecided move each of "Aborted" to the field where it belongs, and remove "TODO".

Next:
  npx @jobstatus/codegen ./bulk-load.json --overlay ./bulk-load.overlay.yaml --out packages
`,
    });
    expect(await extensionOf("bulk-load.json")).toEqual({
      provider: "bulk-load",
      operation: "getJobInfo",
      id: { in: "path", name: "jobId" },
      job: { status: "/state", message: "/errorMessage", times: { createdAt: { at: "/createdDate" } } },
      states: {
        pending: ["Open"],
        running: ["UploadComplete", "InProgress"],
        succeeded: ["JobComplete"],
        failed: ["Failed"],
        TODO: ["Aborted"],
      },
      credentials: [{ scheme: "OAuth", header: { name: "Authorization", value: "Bearer {token}" } }],
      references: [
        { from: "body", id: "/id" },
        { from: "url", path: "/jobs/ingest/{id}" },
      ],
    });
  });

  it("leaves the document as it is, and generates from both once all is decided", async () => {
    const document = await take("bulk-load.json");
    const before = await readFile(join(folder, "bulk-load.json"), "utf8");
    await run(["init", document]);
    const draft = await overlayOf("bulk-load.json");
    const overlay = join(folder, "bulk-load.overlay.yaml");
    const generate = [document, "--overlay", "./bulk-load.overlay.yaml", "--out", "./packages"];
    expect(await run(generate)).toMatchObject({ code: 1, err: expect.stringContaining(" undecided ") });
    await writeFile(overlay, draft.replace("TODO: [ Aborted ]", "cancelled: [ Aborted ]"));
    expect(await run(generate)).toMatchObject({ code: 0, err: "" });
    expect(await readFile(join(folder, "bulk-load.json"), "utf8")).toBe(before);
    expect(await readFile(join(folder, "packages/bulk-load/src/gen/contract.ts"), "utf8")).toContain(
      'Aborted: "cancelled"',
    );
  });

  it("gives the document what it lacks: an address, a name for the operation, the values of the status", async () => {
    const { out } = await run(["init", await take("video-render.yaml")]);
    expect(out.split("\n").filter((line) => line.includes(" undecided "))).toEqual([
      "./video-render.overlay.yaml:14:16 undecided the address of the API, such as https://api.example.com/v2",
      "./video-render.overlay.yaml:27:11 undecided are these all status values? Compare them with the API's documentation.",
      './video-render.overlay.yaml:50:11 undecided move each of "saving" to the field where it belongs, and remove "TODO".',
    ]);
    expect(await extensionOf("video-render.yaml")).toMatchObject({
      provider: "video",
      operation: "getRenders",
      job: { at: ["/data"], status: "/status", message: "/error/message", progress: { percent: "/progress" } },
      states: {
        pending: ["queued"],
        running: ["rendering"],
        succeeded: ["done"],
        failed: ["failed"],
        TODO: ["saving"],
      },
      references: [
        { from: "location", path: "/renders/{id}" },
        { from: "body", id: "/id" },
        { from: "url", path: "/renders/{id}" },
      ],
    });
  });

  it.each([
    { name: "named as the collection is", path: "/parcels/{id}", holder: "parcel", want: "/parcel/id" },
    { name: "in another plural", path: "/batches/{number}", holder: "batch", want: "/batch/id" },
    { name: "in a third plural", path: "/queries/{number}/status", holder: "query", want: "/query/id" },
    { name: "of the same name", path: "/staff/{number}", holder: "staff", want: "/staff/id" },
    { name: "named as the ID is", path: "/jobs/{parcelId}", holder: "parcel", want: "/parcel/id" },
    { name: "in another spelling", path: "/print_jobs/{print_job_id}", holder: "printJob", want: "/printJob/id" },
    { name: "that holds the job in the status", path: "/jobs/{jobId}", holder: "data", want: "/data/id" },
    { name: "of another name", path: "/jobs/{jobId}", holder: "shop", want: undefined },
  ])("finds the ID in the object of the start response $name", async ({ path, holder, want }) => {
    const inside = (name: string) => `{ type: object, properties: { ${name}: { type: object, properties: \
{ id: { type: integer }, status: { type: string, enum: [queued, done, failed] } } } } }`;
    const response = (schema: string) => `{ "200": { content: { application/json: { schema: ${schema} } } } }`;
    await writeFile(
      join(folder, "a.yaml"),
      `\
openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: "https://shop.example" }]
paths:
  /shops/{shop}${path.replace(/\/\{.*/, "")}:
    post: { responses: ${response(inside(holder))} }
  ${path}:
    get: { operationId: getOne, responses: ${response(inside("data"))} }
`,
    );
    expect(await run(["init", "./a.yaml", "--operation", "getOne"])).toMatchObject({ code: 0 });
    const references = [{ from: "url", path: path.replace(/\{.*\}/, "{id}") }];
    expect(await extensionOf("a.yaml")).toMatchObject({
      references: want === undefined ? references : [{ from: "body", id: want }, ...references],
    });
  });

  it("takes the ends from x-speakeasy-polling", async () => {
    const { out } = await run(["init", await take("transcripts.yaml")]);
    expect(out).not.toContain("To decide");
    expect(await extensionOf("transcripts.yaml")).toMatchObject({
      job: { status: "/status", message: "/error" },
      states: { pending: ["queued"], running: ["processing"], succeeded: ["ready"], failed: ["error"] },
    });
  });

  it("finds the operation that a document with x-ms-long-running-operation polls", async () => {
    const { out } = await run(["init", await take("storage-accounts.json")]);
    expect(out).toMatch(/a draft for GET \/subscriptions\/\{subscriptionId\}\/operations\/\{operationId\}\n\nNext/);
    expect(await extensionOf("storage-accounts.json")).toMatchObject({
      id: { in: "path", name: "operationId" },
      states: { running: ["InProgress"], succeeded: ["Succeeded"], failed: ["Failed"], cancelled: ["Canceled"] },
      job: { progress: { percent: "/percentComplete" }, times: { finishedAt: { at: "/endTime" } } },
    });
  });

  it("tells a status by `done`, `error` and `response`, as AIP-151 has them, and generates at once", async () => {
    const { out } = await run(["init", await take("long-running.json")]);
    expect(out).toMatch(/a draft for GET \/v1\/operations\/\{operationsId\}\n\nNext/);
    expect(await extensionOf("long-running.json")).toMatchObject({
      job: {
        status: [
          { value: "error", where: { at: "/error" } },
          { value: "response", where: { at: "/response" } },
          { value: "done", where: { at: "/done", equals: true } },
          { value: "running" },
        ],
        message: "/error/message",
      },
      states: { running: ["running"], succeeded: ["response", "done"], failed: ["error"] },
    });
    const args = ["./long-running.json", "--overlay", "./long-running.overlay.yaml", "--out", "./packages"];
    expect(await run(args)).toMatchObject({ code: 0, err: "" });
  });

  it("begins the draft with the schema for an editor", async () => {
    await run(["init", await take("bulk-load.json")]);
    expect(await overlayOf("bulk-load.json")).toMatch(
      /^# yaml-language-server: \$schema=\S+@jobstatus\/codegen\S+\/overlay\.schema\.json\n/,
    );
  });
});

describe("in a terminal, jobstatus-codegen init", () => {
  it("asks for what the document leaves open, and leaves open what has no answer", async () => {
    const ended = await run(["init", await take("video-render.yaml")], {
      "provider's name [video]": "clips",
      "address of the API": "https://clips.example",
      'status value "saving"': "running",
    });
    expect(ended.out).toContain("undecided are these all status values?");
    expect(ended.out.match(/ undecided /g)).toHaveLength(1);
    expect(await extensionOf("video-render.yaml")).toMatchObject({
      provider: "clips",
      states: { running: ["rendering", "saving"] },
    });
    expect(await overlayOf("video-render.yaml")).toContain("url: https://clips.example");
  });

  it("lets a person choose between operations", async () => {
    const document = await take("bulk-load.json");
    const text = await readFile(join(folder, "bulk-load.json"), "utf8");
    const query = text.replaceAll("/jobs/ingest", "/jobs/query").replaceAll(/"operationId": "/g, '"operationId": "q');
    const { paths } = JSON.parse(query) as { paths: object };
    const both = JSON.parse(text) as { paths: object };
    await writeFile(join(folder, "bulk-load.json"), JSON.stringify({ ...both, paths: { ...both.paths, ...paths } }));
    const { out } = await run(["init", document], {
      "2. GET /jobs/query/{jobId}: its response has `state`": "2",
      "provider's name": "",
      Aborted: "",
    });
    expect(out).toContain("a draft for GET /jobs/query/{jobId}\n");
  });

  it("asks nothing with --no-input", async () => {
    expect(await run(["init", await take("video-render.yaml"), "--no-input"], {})).toMatchObject({ code: 0 });
  });
});

describe("jobstatus-codegen init refuses", () => {
  it("refuses to overwrite an overlay", async () => {
    const document = await take("bulk-load.json");
    await run(["init", document]);
    expect(await run(["init", document])).toEqual({
      code: 2,
      out: "",
      err: "jobstatus-codegen: ./bulk-load.overlay.yaml exists; remove it, or name another file with --overlay\n",
    });
    expect(await run(["init", document, "--overlay", "./other.yaml"])).toMatchObject({ code: 0 });
  });

  it.each([
    {
      name: "Swagger 2",
      text: "swagger: '2.0'\n",
      code: 1,
      err: /^\.\/a\.yaml:1:10 openapi-version this is Swagger 2\.0, and 3\.1 is needed; /,
    },
    {
      name: "a document without jobs",
      text: "openapi: 3.1.0\npaths: { /cats: { get: { responses: {} } } }\n",
      code: 1,
      err: /^jobstatus-codegen: no operation of the document looks like a job's status; name it with --operation /,
    },
    {
      name: "a document in several files",
      text: "openapi: 3.1.0\npaths: { /jobs: { $ref: ./jobs.yaml } }\n",
      code: 1,
      err: /it refers to other files such as "\.\/jobs\.yaml": bundle them into one, for example with "npx @redocly\/cli bundle"\n$/,
    },
    {
      name: "a document that has the extension",
      text: "openapi: 3.1.0\nx-job-status: {}\n",
      code: 2,
      err: /^jobstatus-codegen: \.\/a\.yaml has an x-job-status already; /,
    },
    { name: "what isn't YAML", text: "a: [\n", code: 1, err: /^\.\/a\.yaml:1:4 yaml-syntax / },
  ])("$name", async ({ text, code, err }) => {
    await writeFile(join(folder, "a.yaml"), text);
    expect(await run(["init", "./a.yaml"])).toEqual({ code, out: "", err: expect.stringMatching(err) });
  });

  it.each([
    { args: [], message: "name one OpenAPI document; jobstatus-codegen init --help shows how" },
    { args: ["a", "b"], message: "name one OpenAPI document; jobstatus-codegen init --help shows how" },
    { args: ["a", "--provider", "Print Shop"], message: '--provider "Print Shop" must be in lower case with dashes' },
    { args: ["a", "--server", "/v1"], message: '--server "/v1" must be an absolute URL such as https://' },
    { args: ["a", "--colour"], message: "Unknown option '--colour'" },
    { args: ["./nothing.yaml"], message: "could not read ./nothing.yaml" },
  ])("to be called with $args", async ({ args, message }) => {
    expect(await run(["init", ...args])).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });

  it("an operation that the document does not have, and names the nearest", async () => {
    const { code, err } = await run(["init", await take("bulk-load.json"), "--operation", "getJobInfos"]);
    expect([code, err]).toEqual([
      2,
      'jobstatus-codegen: the document has no operation "getJobInfos"; did you mean "getJobInfo"?\n',
    ]);
  });

  it("nothing else, and explains itself", async () => {
    expect(await run(["init", "--help"])).toEqual({ code: 0, out: INIT_HELP, err: "" });
  });
});
