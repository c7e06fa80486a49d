import { isJsonArray, isJsonObject, valueAt } from "../json.ts";
import type { JsonPath, JsonValue } from "../json.ts";
import type { SourceDocument } from "../source-document.ts";

/** A place in one of the files that a document was put together from. */
export interface Place {
  readonly document: SourceDocument;
  readonly path: JsonPath;
}

/** An object or array that is being put together. */
export type Container = Record<string, JsonValue> | JsonValue[];

/** Where each part of a document that was put together from several files stands in them. */
export class Origins {
  readonly #containers = new WeakMap<object, Place>();
  readonly #members = new WeakMap<object, Map<string, Place>>();

  /** A copy of a value of which every object and array is known to come from below a place. */
  copyOf(value: JsonValue, place: Place): JsonValue {
    if (!isJsonObject(value) && !isJsonArray(value)) return value;
    const childOf = (key: string | number, child: JsonValue): JsonValue =>
      this.copyOf(child, { document: place.document, path: [...place.path, key] });
    const copy = isJsonArray(value)
      ? value.map((child, index) => childOf(index, child))
      : Object.fromEntries(Object.entries(value).map(([key, child]) => [key, childOf(key, child)]));
    this.#containers.set(copy, place);
    return copy;
  }

  /** Says that a member of a container comes from another place than the container does. */
  setMember(container: Container, key: string | number, place: Place): void {
    const members = this.#members.get(container) ?? new Map<string, Place>();
    members.set(String(key), place);
    this.#members.set(container, members);
  }

  /** Removes an element of an array; those behind it keep their places. */
  removeElement(array: JsonValue[], index: number): void {
    const places = array.map((_, at) => this.#memberPlace(array, at)).toSpliced(index, 1);
    array.splice(index, 1);
    this.#members.set(array, new Map(places.flatMap((place, at) => (place ? [[String(at), place] as const] : []))));
  }

  /** Where the value at a path of the document stands, or would stand if it is absent. */
  placeOf(root: JsonValue, path: JsonPath): Place | undefined {
    let place = isJsonObject(root) || isJsonArray(root) ? this.#containers.get(root) : undefined;
    for (const [depth, key] of path.entries()) {
      const container = valueAt(root, path.slice(0, depth));
      const own = isJsonObject(container) || isJsonArray(container) ? this.#memberPlace(container, key) : undefined;
      place = own ?? (place && { document: place.document, path: [...place.path, key] });
    }
    return place;
  }

  #memberPlace(container: object, key: string | number): Place | undefined {
    const own = this.#members.get(container)?.get(String(key));
    if (own !== undefined) return own;
    const place = this.#containers.get(container);
    return place && { document: place.document, path: [...place.path, key] };
  }
}
