import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { createKeywordIndex, type KeywordIndex } from './keyword-index.ts';
import type { Keywords } from './keywords.ts';
import { describeSavedKeywords, type KeywordsOfStore, loadKeywords, saveKeywords } from './saved-keywords.ts';

/** Paragraphs read between two turns of the event loop. */
const PARAGRAPHS_PER_TURN = 500;
/** An index is saved when this many paragraphs of it are not. */
const WORTH_SAVING = 10_000;
/** It is made again when this share of it is of paragraphs that are gone. */
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

/** Creates what reads the words of a database, and what came and went since, whenever it is asked. */
export function createCurrentKeywords(
  database: Database.Database,
  { directory, modelNow }: { directory: string; modelNow: () => string },
): CurrentKeywords {
  const sql = {
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
  /** What changes together is read together. */
  const readChanges = database.transaction((since: number, termCount: number) => ({
    ...stateNow(),
    terms: sql.terms.all(termCount) as string[],
    deaths: sql.deaths.all(since) as { first: number; last: number }[],
    lastKey: (sql.lastParagraph.get() as number | undefined) ?? 0,
  }));
  const stateNow = () => ({
    generation: Number(sql.meta.get('generation')),
    compaction: Number(sql.meta.get('compaction')),
  });
  /** A power cut or a copy put back by hand may leave what was saved ahead of the database, and its keys are then given again. */
  const isOfThisDatabase = ({ lastKey, lastTerm, keywords }: KeywordsOfStore) =>
    lastKey <= ((sql.lastParagraph.get() as number | undefined) ?? 0) &&
    (sql.term.get(keywords.counts.length) ?? null) === lastTerm;
  let held: Held | null = null;
  let refreshing: Promise<Held> | null = null;

  const open = async (): Promise<Held> => {
    const model = modelNow();
    const { compaction } = stateNow();
    const saved = await loadKeywords(directory, { model, ...stateNow() }).then((loaded) =>
      loaded && isOfThisDatabase(loaded) ? loaded : null,
    );
    const { generation = -1, lastKey = 0 } = saved ?? {};
    const index = createKeywordIndex(saved?.keywords);
    return { index, model, compaction, generation, lastKey, savedSlots: index.slots };
  };

  /** Whether it could: what was read before a compaction has to be read anew. */
  const catchUp = async (opened: Held): Promise<boolean> => {
    const { index } = opened;
    const changes = readChanges(opened.generation, index.terms.length);
    if (opened.compaction !== changes.compaction) return false;
    index.addTerms(changes.terms);
    for (const { first, last } of changes.deaths) index.forget(first, last);
    while (true) {
      const rows = sql.paragraphs.all(opened.lastKey, changes.lastKey, PARAGRAPHS_PER_TURN) as {
        key: number;
        length: number;
        terms: Uint8Array;
      }[];
      for (const row of rows) index.addParagraph(row);
      opened.lastKey = rows.at(-1)?.key ?? opened.lastKey;
      if (rows.length < PARAGRAPHS_PER_TURN) break;
      await nextTurn();
    }
    opened.generation = changes.generation;
    return true;
  };

  const refresh = async (): Promise<Held> => {
    let current = held?.model === modelNow() ? held : await open();
    while (!(await catchUp(current))) current = await open();
    if (current.index.gone > current.index.paragraphCount * DELETED_SHARE) {
      // What is gone is not read again; what was saved would bring it back.
      const { model, compaction } = current;
      const anew = { index: createKeywordIndex(), model, compaction, generation: -1, lastKey: 0, savedSlots: 0 };
      if (await catchUp(anew)) current = anew;
    }
    held = current;
    return current;
  };

  const currentHeld = async (): Promise<Held> => {
    if (refreshing) await refreshing.catch(() => undefined);
    if (held && held.generation === Number(sql.meta.get('generation'))) return held;
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return refreshing;
  };

  return {
    get: async () => (await currentHeld()).index,
    async save() {
      if (held === null) {
        const saved = await describeSavedKeywords(directory, {
          model: modelNow(),
          ...stateNow(),
        });
        if ((sql.countAfter.get(saved?.lastKey ?? 0) as number) < WORTH_SAVING) return;
      }
      const { index, savedSlots, ...state } = await currentHeld();
      if (index.slots - savedSlots < WORTH_SAVING) return;
      await saveKeywords(directory, {
        ...state,
        lastTerm: index.terms.at(-1) ?? null,
        keywords: index.pack(),
      });
      held!.savedSlots = index.slots;
    },
  };
}
