import { onOneLine } from '../document.ts';

/** What joins the headings of a paragraph. */
export const BETWEEN_HEADINGS = ' › ';
/** Length to which each heading of a paragraph's context is cut, in UTF-16 code units. */
const MAX_HEADING_LENGTH = 200;

/** Creates the trail of open headings: those that the next paragraph stands under. */
export function createHeadingTrail(all: readonly { level: number; text: string }[], title: string | null) {
  let open: { level: number; text: string }[] = [];
  const counts = new Map<number, number>();
  for (const { level } of all) counts.set(level, (counts.get(level) ?? 0) + 1);
  const titleLine = title === null ? null : onOneLine(title);
  const isTitle = ({ level, text }: { level: number; text: string }) =>
    titleLine !== null && counts.get(level) === 1 && onOneLine(text) === titleLine;
  return {
    enter(heading: { level: number; text: string }): void {
      open = [...open.filter(({ level }) => level < heading.level), ...(isTitle(heading) ? [] : [heading])];
    },
    /** @param above Only those above headings of this level. */
    now(above = Number.POSITIVE_INFINITY): string | null {
      const texts = open.flatMap(({ level, text }) => (level < above ? [text.slice(0, MAX_HEADING_LENGTH)] : []));
      return texts.length === 0 ? null : texts.join(BETWEEN_HEADINGS);
    },
    /** Nothing stands any longer under headings of this level and below. */
    leave(level: number): void {
      open = open.filter((heading) => heading.level < level);
    },
    /** The level of the innermost heading; 0 without any. */
    level: (): number => open.at(-1)?.level ?? 0,
  };
}
