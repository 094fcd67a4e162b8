const KEY = 'pilcrow-admin-token';

/** The admin token of this tab: kept until the tab is closed, and nowhere but in its session. */
export interface AdminToken {
  /** Null until it is entered. */
  readonly value: string | null;
  /** Null removes it. */
  set(value: string | null): void;
  /** Calls `listener` whenever it has changed. */
  onChange(listener: () => void): void;
}

/** What the link of an invitation has behind its "#". */
const INVITED = /^#token=([\w-]+)$/;

/** Opens the token of this tab, that of an invitation at once. Where the browser keeps nothing, it lasts as long as the page. */
export function openAdminToken(): AdminToken {
  const listeners: (() => void)[] = [];
  let value: string | null = null;
  try {
    value = sessionStorage.getItem(KEY);
  } catch {
    // Storage is switched off.
  }
  const token: AdminToken = {
    get value() {
      return value;
    },
    set(given) {
      value = given;
      try {
        if (given === null) sessionStorage.removeItem(KEY);
        else sessionStorage.setItem(KEY, given);
      } catch {
        // Storage is switched off.
      }
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
  };
  const invited = INVITED.exec(location.hash)?.[1];
  if (invited !== undefined) {
    token.set(invited);
    // Out of the address, so that no bookmark has it.
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return token;
}
