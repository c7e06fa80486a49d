import { compareDiagnostics } from "./diagnostic.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { member } from "./json.ts";
import { isOpenApi30, upgradeDocument } from "./openapi/upgrade.ts";
import { applyOverlay } from "./overlay/apply-overlay.ts";
import { undecidedFaults } from "./overlay/undecided.ts";
import { EXTENSION_NAME } from "./rules/rule-context.ts";
import { parseSource } from "./source-document.ts";
import type { Source, SourceDocument } from "./source-document.ts";

/**
 * The whole document of a source: as OpenAPI 3.1 if it is one of 3.0, and with its overlay. Decisions that a draft
 * leaves open are faults.
 */
export function loadDocument(source: Source): SourceDocument | readonly Diagnostic[] {
  const parsed = parseSource(source);
  if (!isSourceDocument(parsed)) return parsed;
  const document = isOpenApi30(parsed.root) ? { ...parsed, root: upgradeDocument(parsed.root) } : parsed;
  const overlay = source.overlay && parseSource(source.overlay);
  if (overlay !== undefined && !isSourceDocument(overlay)) return overlay;
  const whole = overlay === undefined ? document : applyOverlay(document, overlay);
  if (!isSourceDocument(whole)) return whole;
  const undecided = [
    ...faultsIn(whole, undecidedFaults(member(whole.root, EXTENSION_NAME), [EXTENSION_NAME])),
    ...(overlay === undefined ? [] : faultsIn(overlay, undecidedFaults(overlay.root, []))),
  ];
  if (undecided.length === 0) return whole;
  // The extension is in the overlay, too.
  return [...new Map(undecided.map((each) => [placeKey(each), each])).values()].toSorted(compareDiagnostics);
}

/** Whether a document could be read. */
export function isSourceDocument(parsed: SourceDocument | readonly Diagnostic[]): parsed is SourceDocument {
  return !Array.isArray(parsed);
}

function faultsIn(document: SourceDocument, faults: ReturnType<typeof undecidedFaults>): Diagnostic[] {
  return faults.map(({ rule, path, message, target }) => document.report(rule, path, message, target));
}

function placeKey({ file, line, column }: Diagnostic): string {
  return `${file}:${line}:${column}`;
}
