const DATE = /(?:\w{3},\s*)?\d{1,2}\s+\w{3}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:([+-])(\d{2})(\d{2}))?/;

/** The date of a message by the clock of its sender, with its zone; as it is written where it is no date. */
export function shownDate(written: string, language: string): string {
  const [found, sign, hours, minutes] = DATE.exec(written) ?? [];
  const time = Date.parse(found ?? '');
  if (found === undefined || Number.isNaN(time)) return written.trim();
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    hour12: false,
    timeZone: 'UTC',
  });
  const shown = format.format(new Date((sign === undefined ? Date.parse(`${found} +0000`) : time) + offset * 60_000));
  return sign === undefined ? shown : `${shown} (UTC${sign}${hours}:${minutes})`;
}
