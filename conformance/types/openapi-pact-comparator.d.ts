/**
 * What is used of `@pactflow/openapi-pact-comparator` 2.3.1. Its own declarations import each other without file
 * extensions, which TypeScript does not resolve in an ES module; `paths` in tsconfig.json puts these in their place.
 */
export interface Result {
  readonly code: string;
  readonly message: string;
  readonly type: "error" | "warning" | "info";
  readonly mockDetails?: { readonly interactionDescription?: string | null };
}

/** Compares pacts with an OpenAPI document. */
export declare class Comparator {
  constructor(options: { readonly oas: unknown });
  /** Yields every way in which the pact and the document do not agree. */
  compare(pact: object): AsyncGenerator<Result>;
}
