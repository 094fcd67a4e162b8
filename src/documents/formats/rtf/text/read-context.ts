import type { Omission } from '../../../../protocol/document-blocks.ts';
import type { Draft } from '../../docx/blocks/draft.ts';
import type { Piece } from '../../docx/text/read-inline.ts';
import type { Story } from '../blocks/create-story.ts';
import type { createRowDefinition } from '../blocks/define-rows.ts';
import type { Group } from '../syntax/parse-groups.ts';
import type { Encodings } from './decode-text.ts';
import type { GroupState } from './group-state.ts';
import type { createNotes } from './read-notes.ts';

/** What the readers of a document share. */
export interface ReadContext {
  encodings: Encodings;
  notes: ReturnType<typeof createNotes>;
  /** The first header and footer of each kind. */
  headers: Map<string, Draft[]>;
  /** Begins what stands beside the text: a note, a text box, a header. */
  beside(): StoryReading;
  newRowDefinition(): ReturnType<typeof createRowDefinition>;
  omit(kind: Omission['kind']): void;
  /** Is called behind each paragraph and cell. */
  onPart(): void;
}

/** A group, and the state that it starts in. */
export interface Opened {
  group: Group;
  state: GroupState;
  /** Bytes behind each `\u`. */
  uc: number;
}

/** A text that is being read. */
export interface StoryReading {
  story: Story;
  row: ReturnType<typeof createRowDefinition>;
  /** It has marks of notes, and numbers of pages. */
  isMain: boolean;
  /** Where the number of a note stands that was not read yet. */
  mark: { piece: Piece | undefined };
}
