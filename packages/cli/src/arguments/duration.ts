import { UsageError } from "../usage-error.ts";

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Parses a duration such as `250ms`, `90s`, `30m`, `1h30m` or `2d`; `none` means without limit.
 *
 * @param name - What the duration is for, such as `--timeout`, for the error.
 * @returns Milliseconds above 0, or `Infinity`.
 * @throws UsageError - The text is not a duration.
 */
export function parseDurationMs(text: string, name: string): number {
  if (text === "none") return Infinity;
  const parts = text.match(/\d+(?:\.\d+)?(?:ms|[smhd])/g) ?? [];
  const ms = parts.reduce(
    (sum, part) => sum + Number.parseFloat(part) * (UNIT_MS[part.replace(/^[\d.]+/, "")] ?? 0),
    0,
  );
  if (parts.join("") === text && ms > 0) return ms;
  throw new UsageError(`${name} must be a duration such as 90s, 30m or 1h30m, not ${JSON.stringify(text)}`);
}
