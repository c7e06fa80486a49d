// The two modules of openapi-typescript 7.13.0 that write types. They ship without declarations; the ones of its main
// entry hold for them. The main entry itself loads a linter and a bundler, which costs as much as five whole documents.

declare module "openapi-typescript/dist/transform/index.js" {
  import type { GlobalContext, OpenAPI3 } from "openapi-typescript";
  import type { Node } from "typescript";

  /** Writes the types of a whole document. */
  export default function transformSchema(schema: OpenAPI3, context: Omit<GlobalContext, "redoc">): Node[];
}

declare module "openapi-typescript/dist/lib/ts.js" {
  export { NULL, NUMBER, STRING, astToString, tsUnion } from "openapi-typescript";
}

declare module "openapi-typescript/dist/lib/utils.js" {
  export { resolveRef, scanDiscriminators } from "openapi-typescript";
}
