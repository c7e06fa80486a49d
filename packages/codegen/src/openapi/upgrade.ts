import { upgradeFromThreeToThreeOne } from "@scalar/openapi-upgrader/3.0-to-3.1";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject, member, textOf } from "../json.ts";

/** Whether a document says that it is OpenAPI 3.0. */
export function isOpenApi30(root: JsonValue): root is JsonObject {
  return isJsonObject(root) && /^3\.0\.\d+$/.test(textOf(member(root, "openapi")) ?? "");
}

/** The OpenAPI 3.1 document that says the same as one of OpenAPI 3.0. What it is given stays as it is. */
export function upgradeDocument(root: JsonObject): JsonValue {
  // The upgrade writes into its argument.
  return upgradeFromThreeToThreeOne(structuredClone(root)) as JsonValue;
}
