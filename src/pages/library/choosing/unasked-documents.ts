const KEY = 'pilcrow-unasked-documents';

/** The documents that this browser does not ask: of all others an answer is made, also of those that are added later. */
export interface UnaskedDocuments {
  readonly isEmpty: boolean;
  has(id: string): boolean;
  /** Asks these documents from now on, or does not. */
  change(ids: readonly string[], isAsked: boolean): void;
}

/** Opens what was chosen before. Where the browser keeps nothing, a choice lasts as long as the page. */
export function openUnaskedDocuments(): UnaskedDocuments {
  const unasked = new Set(readKept());
  return {
    get isEmpty() {
      return unasked.size === 0;
    },
    has: (id) => unasked.has(id),
    change(ids, isAsked) {
      for (const id of ids) {
        if (isAsked) unasked.delete(id);
        else unasked.add(id);
      }
      try {
        if (unasked.size === 0) localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, JSON.stringify([...unasked]));
      } catch {
        // Storage is full or switched off.
      }
    },
  };
}

function readKept(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
