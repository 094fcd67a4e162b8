import { createElement } from '../../create-element.ts';
import type { PageMessages } from '../../messages/page-messages.ts';

/** The views of a document: its text, and the pages of its file. */
export type View = 'text' | 'page';
const VIEWS: readonly View[] = ['text', 'page'];
const PARAMETER = 'view';

/** The view that the address asks for. */
export function viewOfAddress(): View {
  return new URL(location.href).searchParams.get(PARAMETER) === 'page' ? 'page' : 'text';
}

/** Writes the view into the address, so that it can be shared and opened again. */
export function keepView(view: View): void {
  const address = new URL(location.href);
  if (view === 'page') address.searchParams.set(PARAMETER, view);
  else address.searchParams.delete(PARAMETER);
  history.replaceState(history.state, '', address);
}

/** Creates the two buttons that choose the view. @returns Their element, and what presses one of them. */
export function createViewSwitch(
  messages: PageMessages,
  choose: (view: View) => void,
): { element: HTMLElement; press(view: View): void } {
  const buttons = VIEWS.map((view) => {
    const button = createElement('button', { type: 'button' }, messages[view]);
    button.onclick = () => choose(view);
    return button;
  });
  return {
    element: createElement('div', { className: 'views', role: 'group', ariaLabel: messages.views }, ...buttons),
    press(view) {
      for (const [index, button] of buttons.entries()) button.ariaPressed = String(VIEWS[index] === view);
    },
  };
}
