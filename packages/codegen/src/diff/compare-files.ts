import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Diagnostic } from "../diagnostic.ts";
import { isJsonObject, member, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { isSourceDocument, loadDocument } from "../load-document.ts";
import { readSource } from "../read-source.ts";
import { EXTENSION_NAME } from "../rules/rule-context.ts";
import { parseSource } from "../source-document.ts";
import { UsageError } from "../usage-error.ts";
import { compareDocuments } from "./compare-documents.ts";
import type { DocumentChanges } from "./diff-report.ts";

/** What a revision changes, or why a document can't be read. */
export type ComparedFiles =
  | { readonly documents: readonly DocumentChanges[]; readonly diagnostics: readonly [] }
  | { readonly documents?: undefined; readonly diagnostics: readonly Diagnostic[] };

const DOCUMENT = ".openapi.yaml";

/**
 * Compares two documents, or all documents of two folders by their names.
 *
 * @throws UsageError if a file can't be read, or a document is compared with a folder.
 */
export async function compareFiles(base: string, revision: string): Promise<ComparedFiles> {
  const [isFolder, isOtherFolder] = await Promise.all([base, revision].map(isDirectory));
  if (isFolder !== isOtherFolder) throw new UsageError(`${base} and ${revision} must be two documents or two folders`);
  if (isFolder !== true) return comparePair(base, revision);
  const [old, current] = await Promise.all([base, revision].map(documentsIn));
  const names = [...new Set([...(old ?? []), ...(current ?? [])])].toSorted();
  const compared = await Promise.all(
    names.map(async (name): Promise<ComparedFiles> => {
      const provider = basename(name, DOCUMENT);
      if (old?.includes(name) !== true) return only(provider, { severity: "minor", message: "the provider is new" });
      if (current?.includes(name) !== true)
        return only(provider, { severity: "major", message: "the provider is gone" });
      return comparePair(join(base, name), join(revision, name));
    }),
  );
  const diagnostics = compared.flatMap((each) => each.diagnostics);
  if (diagnostics.length > 0) return { diagnostics };
  return { documents: compared.flatMap((each) => each.documents ?? []), diagnostics: [] };
}

function only(name: string, change: { severity: "major" | "minor"; message: string }): ComparedFiles {
  return { documents: [{ name, changes: [{ place: "document", ...change }] }], diagnostics: [] };
}

async function comparePair(base: string, revision: string): Promise<ComparedFiles> {
  const [before, after] = await Promise.all([base, revision].map(readRoot));
  if (isRoot(before) && isRoot(after)) {
    const name = textOf(member(member(after, EXTENSION_NAME), "provider")) ?? basename(revision);
    return { documents: [{ name, changes: compareDocuments(before, after) }], diagnostics: [] };
  }
  return { diagnostics: [before, after].flatMap((each) => (isRoot(each) ? [] : (each ?? []))) };
}

type Root = JsonObject | readonly Diagnostic[];

/** A document, with its overlay if the file is an overlay that names its document. */
async function readRoot(file: string): Promise<Root> {
  const source = await readSource(file);
  if ("rule" in source) return [source];
  const parsed = parseSource(source);
  const extended = isSourceDocument(parsed) ? member(parsed.root, "extends") : undefined;
  if (typeof extended !== "string") return rootOf(loadDocument(source));
  const document = await readSource(join(dirname(file), extended));
  return "rule" in document ? [document] : rootOf(loadDocument({ ...document, overlay: source }));
}

function rootOf(document: ReturnType<typeof loadDocument>): Root {
  if (!isSourceDocument(document)) return document;
  if (isJsonObject(document.root)) return document.root;
  return [document.report("openapi-version", [], "this isn't an OpenAPI document.")];
}

function isRoot(root: Root | undefined): root is JsonObject {
  return root !== undefined && !Array.isArray(root);
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new UsageError(`could not read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

async function documentsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(DOCUMENT));
}
