/** Where a tab keeps what ends with it. */
export interface SessionStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** The tab's storage, or null where the page or the browser forbids it. */
export function sessionStorageOfTab(): SessionStorage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
