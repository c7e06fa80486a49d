import { Document, isMap, isScalar, isSeq, visit } from "yaml";
import type { Pair } from "yaml";
import type { JsonPath } from "../json.ts";
import { EXTENSION_NAME } from "../rules/rule-context.ts";
import type { Draft } from "./draft.ts";

/** How an overlay is named and found. */
export interface OverlayNames {
  /** The document, from the folder of the overlay. */
  readonly document: string;
  readonly title: string;
  /** Where an editor finds the schema of the overlay. */
  readonly schema: string;
}

/** The lists and objects that fit in a line are written in one if they have at most as many members. */
const MAX_FLOW = 4;

/** Writes a draft as an OpenAPI Overlay 1.0 in YAML. */
export function overlayText({ actions, remarks }: Draft, { document, title, schema }: OverlayNames): string {
  const overlay = new Document({
    overlay: "1.0.0",
    info: { title, version: "1" },
    extends: document,
    actions: actions.map(({ target, ...action }) => ({ target: jsonPathOf(target), ...action })),
  });
  const extension = overlay.getIn(["actions", actions.length - 1, "update", EXTENSION_NAME]);
  for (const [path, text] of remarks) {
    const holder = path.length === 1 ? extension : undefined;
    const pair = isMap(holder) ? holder.items.find((item) => keyOf(item) === path[0]) : undefined;
    if (pair !== undefined && isScalar(pair.key)) pair.key.commentBefore = ` ${text}`;
  }
  visit(overlay, {
    Collection(_, node) {
      const isLeaf = node.items.every((item) => isScalar(isPairLike(item) ? item.value : item));
      if (isLeaf && node.items.length <= MAX_FLOW && (isSeq(node) || isShort(node.items))) node.flow = true;
    },
  });
  const head =
    `# yaml-language-server: $schema=${schema}\n` +
    "# A draft: what stands behind TODO is yours to decide. The generator refuses the document until then.\n";
  return head + overlay.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** The normalized JSONPath (RFC 9535, section 2.7) of a place. */
export function jsonPathOf(path: JsonPath): string {
  const segments = path.map((key) =>
    typeof key === "number" ? `[${key}]` : `['${key.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}']`,
  );
  return `$${segments.join("")}`;
}

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : pair.key;
}

function isPairLike(item: unknown): item is Pair {
  return typeof item === "object" && item !== null && "key" in item && "value" in item;
}

const MAX_LENGTH = 60;

function isShort(items: readonly unknown[]): boolean {
  return JSON.stringify(items).length <= MAX_LENGTH;
}
