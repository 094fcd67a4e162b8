import type { Omission } from '../../../protocol/document-blocks.ts';

/** How many places an omission names. */
const MAX_PLACES = 20;

/** Creates what counts the things of a file that could not be read. */
export function createOmissions() {
  const kinds = new Map<Omission['kind'], Omission>();
  return {
    add(kind: Omission['kind'], place?: string): void {
      const omission = kinds.get(kind) ?? { kind, count: 0 };
      omission.count += 1;
      if (place) omission.places = [...(omission.places ?? []), place].slice(0, MAX_PLACES);
      kinds.set(kind, omission);
    },
    all: (): Omission[] => [...kinds.values()],
  };
}
