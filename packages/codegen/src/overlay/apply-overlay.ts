import { query } from "json-p3";
import { compareDiagnostics } from "../diagnostic.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { isJsonArray, isJsonObject, pointerFromPath, valueAt } from "../json.ts";
import type { JsonPath, JsonValue } from "../json.ts";
import type { NamedFault } from "../rules/rule.ts";
import type { SourceDocument } from "../source-document.ts";
import { Origins } from "./origins.ts";
import type { Container, Place } from "./origins.ts";
import { readOverlay } from "./overlay.ts";
import type { OverlayAction } from "./overlay.ts";

/**
 * Applies an OpenAPI Overlay 1.0 to a document. A diagnostic of the result is at the place in the file that the faulty
 * value comes from. A target that selects nothing is a fault: the document has changed since the overlay was written.
 */
export function applyOverlay(
  document: SourceDocument,
  overlay: SourceDocument,
): SourceDocument | readonly Diagnostic[] {
  const { actions, faults } = readOverlay(overlay.root);
  const origins = new Origins();
  const root = origins.copyOf(document.root, { document, path: [] });
  const found = faults.length > 0 ? faults : actions.flatMap((action) => applyAction(root, action, overlay, origins));
  if (found.length > 0) {
    return found
      .map(({ rule, path, message, target }) => overlay.report(rule, path, message, target))
      .toSorted(compareDiagnostics);
  }
  return {
    file: document.file,
    root,
    report: (rule, path, message, target) => {
      const place = origins.placeOf(root, path) ?? { document, path };
      return {
        ...place.document.report(rule, place.path, message, target),
        pointer: pointerFromPath(path),
      };
    },
  };
}

function applyAction(
  root: JsonValue,
  action: OverlayAction,
  overlay: SourceDocument,
  origins: Origins,
): readonly NamedFault[] {
  const targetPath = [...action.path, "target"];
  const locations = locationsOf(root, action.target);
  if (typeof locations === "string") {
    return [{ rule: "overlay-target", path: targetPath, message: `this isn't a JSONPath: ${locations}.` }];
  }
  if (locations.length === 0) {
    const message = `${JSON.stringify(action.target)} selects nothing in the document; correct it, or remove the action.`;
    return [{ rule: "overlay-target", path: targetPath, message }];
  }
  if (action.remove) {
    // From the end, so that an index still names the same element when its turn comes.
    for (const path of locations.toReversed()) removeAt(root, path, origins);
    return [];
  }
  const place = { document: overlay, path: [...action.path, "update"] };
  return locations.flatMap((path) => {
    const selected = valueAt(root, path);
    if (isList(selected)) {
      append(selected, action.update ?? null, place, origins);
      return [];
    }
    if (isRecord(selected) && isJsonObject(action.update)) {
      mergeInto(selected, action.update, place, origins);
      return [];
    }
    const message = `the target selects ${pointerFromPath(path) || "the root"}, which isn't an object to merge this into.`;
    return [{ rule: "overlay-target", path: place.path, message }];
  });
}

/** The places that a JSONPath selects, in the order of the document; the reason if it isn't one. */
function locationsOf(root: JsonValue, target: string): JsonPath[] | string {
  try {
    return [...query(target, root as Parameters<typeof query>[1])].map(({ location }) => location);
  } catch (cause) {
    if (cause instanceof Error) return cause.message;
    throw cause;
  }
}

function removeAt(root: JsonValue, path: JsonPath, origins: Origins): void {
  const key = path.at(-1);
  const container = valueAt(root, path.slice(0, -1));
  if (key === undefined) return;
  if (isList(container)) origins.removeElement(container, Number(key));
  else if (isRecord(container)) Reflect.deleteProperty(container, key);
}

/** Merges as the specification of overlays says: objects member by member, arrays one behind the other. */
function mergeInto(target: Record<string, JsonValue>, update: JsonValue, place: Place, origins: Origins): void {
  for (const [key, value] of Object.entries(update ?? {}) as [string, JsonValue][]) {
    const there = Object.hasOwn(target, key) ? target[key] : undefined;
    const from = { document: place.document, path: [...place.path, key] };
    if (isRecord(there) && isJsonObject(value)) mergeInto(there, value, from, origins);
    else if (isList(there) && isJsonArray(value)) {
      for (const [index, element] of value.entries()) {
        append(there, element, { document: from.document, path: [...from.path, index] }, origins);
      }
    } else {
      Object.defineProperty(target, key, {
        value: origins.copyOf(value, from),
        enumerable: true,
        configurable: true,
        writable: true,
      });
      origins.setMember(target, key, from);
    }
  }
}

function append(list: JsonValue[], element: JsonValue, place: Place, origins: Origins): void {
  list.push(origins.copyOf(element, place));
  origins.setMember(list, list.length - 1, place);
}

function isList(value: JsonValue | undefined): value is JsonValue[] {
  return isJsonArray(value);
}

function isRecord(value: JsonValue | undefined): value is Exclude<Container, JsonValue[]> {
  return isJsonObject(value);
}
