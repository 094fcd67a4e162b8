import { describe, it } from 'node:test';
import { readStructure } from '../../../src/answering/structure/read-structure.ts';
import { assertAbove } from '../../support/assertions.ts';
import { documentOf } from '../../support/document-of.ts';
import { turnsDuring } from '../../support/turns-during.ts';

const HEADINGS = 20_000;

describe('readStructure', () => {
  it('lets others have their turn while it reads a long document', async () => {
    const text = '# Boats\n\n'.repeat(HEADINGS);
    const document = documentOf(text);
    const blocks = document.paragraphs.map(({ start, end }) => ({ kind: 'heading' as const, level: 1, start, end }));
    assertAbove(await turnsDuring(() => readStructure({ ...document, blocks })), 2);
  });
});
