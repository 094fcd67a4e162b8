/**
 * Gives the style sheet the visible part of the window: a phone's keyboard covers the page without making it smaller.
 * `--visible-height` and `--hidden-below` are in pixels, until `signal` is aborted.
 */
export function followViewport(element: HTMLElement, signal: AbortSignal): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const measure = () => {
    const hiddenBelow = Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop);
    // Zooming in makes the viewport smaller too: then the chat stays as it is.
    const isKeyboard = viewport.scale === 1 && hiddenBelow > 0;
    element.style.setProperty('--visible-height', isKeyboard ? `${viewport.height}px` : '100dvh');
    element.style.setProperty('--hidden-below', isKeyboard ? `${hiddenBelow}px` : '0px');
  };
  viewport.addEventListener('resize', measure, { signal });
  viewport.addEventListener('scroll', measure, { signal });
}
