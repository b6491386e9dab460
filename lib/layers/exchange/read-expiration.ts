/** Date and time parted by T or a blank, and a zone: `Z`, `+00:00`, `+0000` or `+00` (ISO 8601, RFC 3339). */
const WITH_ZONE =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(?:([Zz])|([+-])(\d\d)(?::?(\d\d))?)$/;

/**
 * When credentials end, ms since the epoch; null where that cannot be told. A time without a zone may be any, and a number
 * of seconds is not what botocore's refresh reads, so neither is guessed at.
 */
export function readExpiration(value: string | number): number | null {
  if (typeof value === "number") return null;
  const parts = WITH_ZONE.exec(value.trim());
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1, 6).map(Number);
  const second = Number(parts[6] ?? 0);
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const read = new Date(at);
  const isReal =
    read.getUTCFullYear() === year && read.getUTCMonth() === month - 1 && read.getUTCDate() === day && hour < 24;
  const offset = Number(parts[10] ?? 0) * 60 + Number(parts[11] ?? 0);
  if (!isReal || minute > 59 || second > 60 || offset > 24 * 60) return null;
  return at - (parts[9] === "-" ? -offset : offset) * 60_000;
}
