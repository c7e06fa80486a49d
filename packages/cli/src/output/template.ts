/**
 * Fills in the placeholders of a template. A placeholder is the path of a property, such as `{state}` or
 * `{progress.fraction}`; it is empty if there is no such property, and JSON if the
 * value is not text.
 */
export function fillTemplate(template: string, values: object): string {
  return template.replace(/\{(\w+(?:\.\w+)*)\}/g, (_, path: string) => {
    let value: unknown = values;
    for (const key of path.split(".")) {
      value =
        typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
    }
    return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  });
}
