import { existsSync, readFileSync, readdirSync } from "node:fs";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { decodeJson } from "./decode-json.ts";
import { providerNames } from "./provider-name.ts";

const folder = new URL("../cases/", import.meta.url);

/** The kinds of documents under `cases/`; each has a schema of its name. */
export const DOCUMENT_KINDS = [
  "mapping",
  "errors",
  "operations",
  "ids",
  "references",
  "options",
  "interactions",
  "response-aliases",
  "sequences",
  "fleet",
] as const;

/** A kind of document under `cases/`. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

const ajv = new Ajv2020({ allErrors: true, strictRequired: false });
for (const name of ["common", ...DOCUMENT_KINDS]) ajv.addSchema(readSchema(`${name}.schema.json`));
ajv.addSchema({ $id: "https://jobstatus.invalid/provider-names.schema.json", enum: providerNames });

function readSchema(name: string): AnySchemaObject {
  return decodeJson<AnySchemaObject>(readFileSync(new URL(name, folder), "utf8"));
}

function fits<Document>(kind: DocumentKind, content: unknown): content is Document {
  return ajv.validate(`https://jobstatus.invalid/${kind}.schema.json`, content);
}

/** The files of a kind, relative to `cases/`: one file, or a folder with one for each provider. */
export function documentFiles(kind: DocumentKind): string[] {
  const single = `${kind}.yaml`;
  const inFolder = existsSync(new URL(kind, folder))
    ? readdirSync(new URL(kind, folder)).map((name) => `${kind}/${name}`)
    : [];
  return [...inFolder, ...(existsSync(new URL(single, folder)) ? [single] : [])]
    .filter((name) => name.endsWith(".yaml"))
    .toSorted();
}

/**
 * Reads the text of a document.
 *
 * @throws Error - the text does not fit the kind's schema; the message has a line for each fault.
 */
export function parseDocument<Document>(kind: DocumentKind, file: string, text: string): Document {
  const content: unknown = parse(text);
  if (fits<Document>(kind, content)) return content;
  const faults = (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
  throw new Error(`cases/${file} does not fit cases/${kind}.schema.json:\n${faults.join("\n")}`);
}

/**
 * Reads the documents of a kind.
 *
 * @throws Error - a file does not fit the kind's schema.
 */
export function readDocuments<Document>(kind: DocumentKind): Document[] {
  return documentFiles(kind).map((file) =>
    parseDocument<Document>(kind, file, readFileSync(new URL(file, folder), "utf8")),
  );
}
