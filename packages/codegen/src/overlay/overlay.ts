import { elementsOf, isJsonObject, member, textOf } from "../json.ts";
import type { JsonPath, JsonValue } from "../json.ts";
import type { NamedFault } from "../rules/rule.ts";

/** One action of an OpenAPI Overlay 1.0. */
export interface OverlayAction {
  /** Where the action is in the overlay. */
  readonly path: JsonPath;
  /** The JSONPath (RFC 9535) of what it changes. */
  readonly target: string;
  /** What is merged into each object, or added to each array, that the target selects. */
  readonly update?: JsonValue;
  /** Whether what the target selects is removed. `update` is ignored then. */
  readonly remove: boolean;
}

const RULE = "overlay-shape";
const ACTION_FIELDS = ["target", "description", "update", "remove"];

/** The actions of an OpenAPI Overlay 1.0 (sections 4.4.1 and 4.4.3), or why the document isn't one. */
export function readOverlay(root: JsonValue): { actions: readonly OverlayAction[]; faults: readonly NamedFault[] } {
  if (!isJsonObject(root) || !/^1\.\d+\.\d+$/.test(textOf(member(root, "overlay")) ?? "")) {
    const message = `this isn't an OpenAPI Overlay; begin it with "overlay: 1.0.0".`;
    return { actions: [], faults: [{ rule: RULE, path: ["overlay"], message }] };
  }
  const list = elementsOf(member(root, "actions"));
  if (list.length === 0) {
    const message = "the overlay has no `actions`; add one with a `target` and an `update`.";
    return { actions: [], faults: [{ rule: RULE, path: ["actions"], message, target: "key" }] };
  }
  const read = list.map((value, index) => readAction(value, ["actions", index]));
  return {
    actions: read.flatMap(({ action }) => action ?? []),
    faults: read.flatMap(({ faults }) => faults),
  };
}

function readAction(value: JsonValue, path: JsonPath): { action?: OverlayAction; faults: readonly NamedFault[] } {
  const target = textOf(member(value, "target"));
  if (target === undefined) {
    return { faults: [{ rule: RULE, path, message: "this action has no `target`; give it a JSONPath such as `$`." }] };
  }
  const strange = Object.keys(value ?? {}).find((name) => !ACTION_FIELDS.includes(name) && !name.startsWith("x-"));
  if (strange !== undefined) {
    const message = `an action has no field ${JSON.stringify(strange)}; its fields are ${ACTION_FIELDS.join(", ")}.`;
    return { faults: [{ rule: RULE, path: [...path, strange], message, target: "key" }] };
  }
  const update = member(value, "update");
  const remove = member(value, "remove") === true;
  if (update === undefined && !remove) {
    return {
      faults: [{ rule: RULE, path, message: "this action changes nothing; give it `update` or `remove: true`." }],
    };
  }
  return { action: { path, target, remove, ...(update !== undefined && { update }) }, faults: [] };
}
