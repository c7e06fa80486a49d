/**
 * Says whether two decoded JSON values are the same. It takes a fraction of the time of reading a status, and most polls give the
 * status of the one before.
 */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  let keys = 0;
  for (const key in one) {
    if (!Object.hasOwn(other, key) || !isSame(Reflect.get(one, key), Reflect.get(other, key))) return false;
    keys += 1;
  }
  return keys === Object.keys(other).length;
}
