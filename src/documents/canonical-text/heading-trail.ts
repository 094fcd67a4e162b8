import { onOneLine } from '../document.ts';

const BETWEEN_HEADINGS = ' › ';
/** Length to which each heading of a paragraph's context is cut, in UTF-16 code units. */
const MAX_HEADING_LENGTH = 200;

/** Creates the trail of open headings: those that the next paragraph stands under. */
export function createHeadingTrail(all: readonly { level: number; text: string }[], title: string | null) {
  let open: { level: number; text: string }[] = [];
  const isTitle = ({ level, text }: { level: number; text: string }) =>
    title !== null && onOneLine(text) === onOneLine(title) && all.filter((other) => other.level === level).length === 1;
  return {
    enter(heading: { level: number; text: string }): void {
      open = [...open.filter(({ level }) => level < heading.level), ...(isTitle(heading) ? [] : [heading])];
    },
    now: (): string | null =>
      open.length === 0 ? null : open.map(({ text }) => text.slice(0, MAX_HEADING_LENGTH)).join(BETWEEN_HEADINGS),
  };
}
