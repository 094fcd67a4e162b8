import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../connection/sqlite.ts';
import { createKeywordIndex, type KeywordIndex } from './keyword-index.ts';
import type { Keywords } from './keywords.ts';
import { describeSavedKeywords, type KeywordsOfStore, loadKeywords, saveKeywords } from './saved-keywords.ts';

/** Paragraphs read between two turns of the event loop. */
const PARAGRAPHS_PER_TURN = 500;
/** An index is saved when this many paragraphs of it are not. */
const WORTH_SAVING = 10_000;
/** An index is made again when this share of its paragraphs was deleted. */
const DELETED_SHARE = 0.25;

/** The keyword index, kept in step with the database. */
export interface CurrentKeywords {
  get(): Promise<Keywords>;
  save(): Promise<void>;
}

interface Held {
  index: KeywordIndex;
  model: string;
  compaction: number;
  generation: number;
  lastKey: number;
  savedSlots: number;
}

type WordsReader = ReturnType<typeof createWordsReader>;

/** Creates what reads the words of a database, and what was added and deleted since, whenever it is asked. */
export function createCurrentKeywords(
  database: Database,
  { directory, modelNow }: { directory: string; modelNow: () => string },
): CurrentKeywords {
  const reader = createWordsReader(database);
  let held: Held | null = null;
  let refreshing: Promise<Held> | null = null;

  const refresh = async (): Promise<Held> => {
    let current = held?.model === modelNow() ? held : await openSaved(reader, { directory, model: modelNow() });
    while (!(await catchUp(current, reader))) current = await openSaved(reader, { directory, model: modelNow() });
    if (current.index.deleted > current.index.paragraphCount * DELETED_SHARE) {
      // What was deleted is not read again; what was saved would bring it back.
      const { model, compaction } = current;
      const next = { index: createKeywordIndex(), model, compaction, generation: -1, lastKey: 0, savedSlots: 0 };
      if (await catchUp(next, reader)) current = next;
    }
    held = current;
    return current;
  };
  const currentHeld = async (): Promise<Held> => {
    if (refreshing) await refreshing.catch(() => undefined);
    if (held && held.generation === reader.state().generation) return held;
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return refreshing;
  };
  return {
    get: async () => (await currentHeld()).index,
    async save() {
      if (held === null) {
        const saved = await describeSavedKeywords(directory, { model: modelNow(), ...reader.state() });
        if (reader.countAfter(saved?.lastKey ?? 0) < WORTH_SAVING) return;
      }
      const { index, savedSlots, ...state } = await currentHeld();
      if (index.slots - savedSlots < WORTH_SAVING) return;
      await saveKeywords(directory, { ...state, lastTerm: index.terms.at(-1) ?? null, keywords: index.pack() });
      held!.savedSlots = index.slots;
    },
  };
}

/** Opens what was saved of this very database, or begins with nothing. */
async function openSaved(
  reader: WordsReader,
  { directory, model }: { directory: string; model: string },
): Promise<Held> {
  const { compaction, ...rest } = reader.state();
  const loaded = await loadKeywords(directory, { model, compaction, ...rest });
  const saved = loaded && reader.isOwn(loaded) ? loaded : null;
  const { generation = -1, lastKey = 0 } = saved ?? {};
  const index = createKeywordIndex(saved?.keywords);
  return { index, model, compaction, generation, lastKey, savedSlots: index.slots };
}

/** Takes in what was added and deleted since. @returns Whether it could: what was read before a compaction has to be read again. */
async function catchUp(opened: Held, reader: WordsReader): Promise<boolean> {
  const { index } = opened;
  const changes = reader.readChanges(opened.generation, index.terms.length);
  if (opened.compaction !== changes.compaction) return false;
  index.addTerms(changes.terms);
  for (const { first, last } of changes.deaths) index.removeParagraphs(first, last);
  while (true) {
    const rows = reader.readParagraphs(opened.lastKey, changes.lastKey);
    for (const row of rows) index.addParagraph(row);
    opened.lastKey = rows.at(-1)?.key ?? opened.lastKey;
    if (rows.length < PARAGRAPHS_PER_TURN) break;
    await nextTurn();
  }
  opened.generation = changes.generation;
  return true;
}

/** Creates what reads the words of a database, and its state. */
function createWordsReader(database: Database) {
  const sql = prepareStatements(database);
  const state = () => ({
    generation: Number(sql.meta.get('generation')),
    compaction: Number(sql.meta.get('compaction')),
  });
  const lastParagraph = () => (sql.lastParagraph.get() as number | undefined) ?? 0;
  return {
    state,
    /** What changes together is read together. */
    readChanges: database.transaction((since: number, termCount: number) => ({
      ...state(),
      terms: sql.terms.all(termCount) as string[],
      deaths: sql.deaths.all(since) as { first: number; last: number }[],
      lastKey: lastParagraph(),
    })),
    /** The next paragraphs after a key, up to another one. */
    readParagraphs: (after: number, upTo: number) =>
      sql.paragraphs.all(after, upTo, PARAGRAPHS_PER_TURN) as { key: number; length: number; terms: Uint8Array }[],
    /** How many paragraphs have later keys, counted no further than is asked for. */
    countAfter: (key: number) => sql.countAfter.get(key) as number,
    /** A power cut or a copy put back by hand may leave what was saved ahead of the database, and its keys are then given again. */
    isOwn: ({ lastKey, lastTerm, keywords }: KeywordsOfStore) =>
      lastKey <= lastParagraph() && (sql.term.get(keywords.counts.length) ?? null) === lastTerm,
  };
}

function prepareStatements(database: Database) {
  return {
    meta: database.prepare('SELECT value FROM meta WHERE key = ?').pluck(),
    terms: database.prepare('SELECT term FROM terms WHERE key > ? ORDER BY key').pluck(),
    term: database.prepare('SELECT term FROM terms WHERE key = ?').pluck(),
    paragraphs: database.prepare(
      'SELECT key, length, terms FROM paragraphs WHERE key > ? AND key <= ? ORDER BY key LIMIT ?',
    ),
    countAfter: database
      .prepare(`SELECT count(*) FROM (SELECT 1 FROM paragraphs WHERE key > ? LIMIT ${WORTH_SAVING})`)
      .pluck(),
    lastParagraph: database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'paragraphs'").pluck(),
    deaths: database.prepare('SELECT first, last FROM deaths WHERE generation > ?'),
  };
}
