/** Words taller than this part of the window are shown from their beginning. */
const TALL = 0.6;

/** Scrolls the document to an element; smoothly only where that was asked for and motion is welcome. */
export function bringIntoView(target: Element, { isSmooth }: { isSmooth: boolean }): void {
  const isTall = target.getBoundingClientRect().height > window.innerHeight * TALL;
  const isStill = !isSmooth || matchMedia('(prefers-reduced-motion: reduce)').matches;
  target.scrollIntoView({ block: isTall ? 'start' : 'center', behavior: isStill ? 'instant' : 'smooth' });
}
