import type { ContractRequest } from "../contract/contract.ts";

/**
 * What an element or an attribute becomes: a value of this type; an object, by the name of each member; a list; or, for
 * `any`, whatever it looks like.
 */
export type XmlShape = "text" | "number" | "boolean" | "any" | XmlObjectShape | XmlListShape;

/** An element whose child elements and attributes are the members of an object. */
export interface XmlObjectShape {
  readonly members: Readonly<Record<string, XmlShape>>;
  /** The names of members in XML, if they differ from those in JSON. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A list: one element around an element for each item, or else an element that repeats. */
export interface XmlListShape {
  readonly items: XmlShape;
  readonly wrapped: boolean;
}

/** What core must know of a provider's XML: a table, generated from the `xml` metadata of its OpenAPI document. */
export interface XmlTable extends XmlOperation {
  /** The provider's name. */
  readonly provider: string;
  /** The other operations that give a job's status in XML, by their names. */
  readonly operations?: Readonly<Record<string, XmlOperation>>;
}

/** One operation that gives a job's status in XML. */
export interface XmlOperation {
  /** Its `operationId`. */
  readonly operation: string;
  /** The request for a status in XML. */
  readonly request: ContractRequest;
  /** The root element of the request's body, if there is a body. */
  readonly body?: string;
  /** The root element of a response. */
  readonly root: string;
  readonly shape: XmlObjectShape;
}

/**
 * A table that is checked against the type of a response, as openapi-typescript writes it: it names only members that
 * the type has, each with its own type.
 *
 * @typeParam Response - The response of the default operation.
 * @typeParam Operations - The responses of the other operations, by their names.
 */
export type XmlTableFor<Response, Operations = object> = XmlTable & {
  readonly shape: XmlShapeFor<Response>;
  readonly operations?: {
    readonly [Name in keyof Operations]: XmlOperation & { readonly shape: XmlShapeFor<Operations[Name]> };
  };
};

/** The shapes that fit a type. */
export type XmlShapeFor<T> = unknown extends T
  ? "any"
  : [NonNullable<T>] extends [boolean]
    ? "boolean"
    : [NonNullable<T>] extends [number]
      ? "number"
      : [NonNullable<T>] extends [string]
        ? "text"
        : [NonNullable<T>] extends [readonly (infer Item)[]]
          ? { readonly items: XmlShapeFor<Item>; readonly wrapped: boolean }
          : [NonNullable<T>] extends [object]
            ? {
                readonly members: { readonly [K in keyof NonNullable<T>]?: XmlShapeFor<NonNullable<T>[K]> };
                readonly names?: { readonly [K in keyof NonNullable<T>]?: string };
              }
            : XmlShape;
