import type { Omission } from '../../../protocol/document-blocks.ts';
import type { createNotes } from './blocks/read-notes.ts';
import type { createCounter } from './numbering/count-numbers.ts';
import type { Part } from './package/open-package.ts';
import type { XmlElement } from './package/xml-element.ts';
import type { Styles } from './styles/read-styles.ts';
import type { createFields } from './text/read-fields.ts';

/** What the readers of a part share. */
export interface ReadContext {
  part: Part;
  styles: Styles;
  counter: ReturnType<typeof createCounter>;
  fields: ReturnType<typeof createFields>;
  notes: ReturnType<typeof createNotes>;
  /** Properties of the sections, in order. */
  sections: XmlElement[];
  /** Reports one thing that cannot be read. @param place The name of a part. */
  omit(kind: Omission['kind'], place?: string): void;
}
