import { writeFile } from "node:fs/promises";
import { basename, dirname, relative } from "node:path";
import type { JobState } from "@jobstatus/core";
import { EXIT_FAULTS, EXIT_OK } from "../cli-output.ts";
import type { CliOutput } from "../cli-output.ts";
import { readSpec } from "../diagnose.ts";
import { formatDiagnostic } from "../diagnostic.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { STATES } from "../extension.ts";
import { member, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { isSourceDocument, loadDocument } from "../load-document.ts";
import { objectsOf } from "../openapi/objects.ts";
import { pathFromRef } from "../openapi/resolve.ts";
import { isOpenApi31, versionFault } from "../openapi/version.ts";
import { readSource } from "../read-source.ts";
import { EXTENSION_NAME } from "../rules/rule-context.ts";
import type { Source } from "../source-document.ts";
import { UsageError } from "../usage-error.ts";
import type { Ask } from "./ask.ts";
import type { Candidate } from "./candidates.ts";
import { chooseOperation, labelOf } from "./choose-operation.ts";
import { draftExtension, hasServer, providerFrom } from "./draft.ts";
import type { Decisions } from "./draft.ts";
import { INIT_HELP, parseInitArguments } from "./init-arguments.ts";
import type { InitRequest } from "./init-arguments.ts";
import { overlayText } from "./overlay-text.ts";
import { schemaAddress } from "./schema-address.ts";
import { stateFrom, statusValues } from "./status-draft.ts";

/**
 * Runs `jobstatus-codegen init` and returns its exit code.
 *
 * @throws UsageError if it is called wrongly, or a file can't be read or written.
 */
export async function runInit(args: readonly string[], output: CliOutput): Promise<number> {
  const request = parseInitArguments(args);
  if (request === undefined) {
    output.out(INIT_HELP);
    return EXIT_OK;
  }
  const source = await readSource(request.document);
  if ("rule" in source) return refuse([source], output);
  const { root, diagnostics } = readRoot(source);
  if (root === undefined) return refuse(diagnostics, output);
  const ask = request.input ? output.ask : undefined;
  const { chosen, others } = await chooseOperation(root, request.operation, ask);
  if (chosen === undefined) {
    const [foreign] = foreignReferences(root);
    const hint =
      foreign === undefined
        ? "name it with --operation <operationId>"
        : `it refers to other files such as ${JSON.stringify(foreign)}: bundle them into one, for example with "npx @redocly/cli bundle"`;
    output.err(`jobstatus-codegen: no operation of the document looks like a job's status; ${hint}\n`);
    return EXIT_FAULTS;
  }
  const draft = draftExtension(root, chosen, await decide(root, chosen, request, ask));
  const text = overlayText(draft, {
    document: relative(dirname(request.overlay), request.document).replaceAll("\\", "/"),
    title: `The jobs of ${basename(request.document)}`,
    schema: schemaAddress(request.overlay, "overlay.schema.json"),
  });
  await writeNew(request.overlay, text);
  report({ request, chosen, others, left: leftOpen(source, request.overlay, text) }, output);
  return EXIT_OK;
}

type ReadRoot =
  | { readonly root: JsonObject; readonly diagnostics: readonly [] }
  | { readonly root?: undefined; readonly diagnostics: readonly Diagnostic[] };

/** The document as OpenAPI 3.1, or why it isn't one. */
function readRoot(source: Source): ReadRoot {
  const document = loadDocument(source);
  if (!isSourceDocument(document)) return { diagnostics: document };
  const { root } = document;
  if (!isOpenApi31(root)) {
    const fault = versionFault(root);
    return { diagnostics: fault ? [document.report("openapi-version", fault.path, fault.message)] : [] };
  }
  if (member(root, EXTENSION_NAME) === undefined) return { root, diagnostics: [] };
  throw new UsageError(`${source.file} has an ${EXTENSION_NAME} already; generate from it, or edit it there`);
}

/** The references that lead out of the document. */
function foreignReferences(root: JsonObject): string[] {
  return [...objectsOf(root)].flatMap(({ object }) => {
    const ref = textOf(member(object, "$ref"));
    return ref === undefined || pathFromRef(ref) !== undefined ? [] : [ref];
  });
}

function refuse(diagnostics: readonly Diagnostic[], output: CliOutput): number {
  for (const diagnostic of diagnostics) output.err(`${formatDiagnostic(diagnostic)}\n`);
  return EXIT_FAULTS;
}

/** What flags and a person say. */
async function decide(
  root: JsonObject,
  candidate: Candidate,
  { provider, server }: InitRequest,
  ask: Ask | undefined,
): Promise<Decisions> {
  if (ask === undefined) return { provider, server };
  const proposed = providerFrom(root);
  const states = new Map<string, JobState>();
  const name = provider ?? ((await ask(`The provider's name [${proposed}]: `)) || undefined);
  const address =
    server ??
    (hasServer(root)
      ? undefined
      : (await ask("The address of the API, such as https://api.example.com: ")) || undefined);
  for (const value of statusValues(candidate).filter((each) => stateFrom(candidate, each) === undefined)) {
    const answer = await ask(`Which state is the status value ${JSON.stringify(value)}? (${STATES.join(", ")}): `);
    const state = STATES.find((each) => each === answer);
    if (state !== undefined) states.set(value, state);
  }
  return { provider: name, server: address, states };
}

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: "wx" });
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") {
      throw new UsageError(`${file} exists; remove it, or name another file with --overlay`, { cause });
    }
    throw new UsageError(`could not write ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** What the generator says of the draft. */
function leftOpen(source: Source, file: string, text: string): readonly Diagnostic[] {
  return readSpec({ ...source, overlay: { file, text } }).diagnostics;
}

interface Report {
  readonly request: InitRequest;
  readonly chosen: Candidate;
  readonly others: readonly Candidate[];
  readonly left: readonly Diagnostic[];
}

function report({ request: { document, overlay }, chosen, others, left }: Report, { out }: CliOutput): void {
  out(`${overlay}: a draft for ${labelOf(chosen)}\n`);
  if (others.length > 0)
    out(`Other operations that may give the status: ${others.slice(0, 5).map(labelOf).join(", ")}\n`);
  if (left.length > 0) out(`\nTo decide:\n${left.map((each) => `${formatDiagnostic(each)}\n`).join("")}`);
  out(`\nNext:\n  npx @jobstatus/codegen ${document} --overlay ${overlay} --out packages\n`);
}
