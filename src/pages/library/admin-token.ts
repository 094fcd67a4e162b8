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

/** Opens the token of this tab. Where the browser keeps nothing, it lasts as long as the page. */
export function openAdminToken(): AdminToken {
  const listeners: (() => void)[] = [];
  let value: string | null = null;
  try {
    value = sessionStorage.getItem(KEY);
  } catch {
    // Storage is switched off.
  }
  return {
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
}
