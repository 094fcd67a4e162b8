import type { Vocabulary } from '../../paragraph-search.ts';
import type { Database } from '../connection/database.ts';
import type { CurrentVersion } from './index-version.ts';

/** The vocabulary of the index version that is answered from. */
type ReadVocabulary = () => Promise<Vocabulary>;

interface Held extends Vocabulary {
  version: number;
  generation: number;
  add(terms: string[]): void;
}

/** Creates what reads all terms once, and from then on what came since. */
export function createVocabularyReader({ query }: Pick<Database, 'query'>, current: CurrentVersion): ReadVocabulary {
  let held = emptyVocabulary(-1);
  let running: Promise<Vocabulary> | null = null;
  let next: Promise<Vocabulary> | null = null;
  const read = async () => {
    const { generation, version } = await current.look();
    const key = version?.key ?? -1;
    if (held.version !== key) held = emptyVocabulary(key);
    if (held.generation === generation) return held;
    const { terms, add } = held;
    const rows = await query<{ term: string }>('SELECT term FROM terms WHERE edition = $1 AND key >= $2 ORDER BY key', [
      key,
      terms.length,
    ]);
    add(rows.map(({ term }) => term));
    held.generation = generation;
    return held;
  };
  const start = () => {
    next = null;
    running = read().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (running === null) return start();
    // What is being read was perhaps begun before an update, and lacks its words.
    next ??= running.then(start, start);
    return next;
  };
}

function emptyVocabulary(version: number): Held {
  const terms: string[] = [];
  const keys = new Map<string, number>();
  return {
    version,
    generation: -1,
    terms,
    keyOf: (term) => keys.get(term),
    // Which words are not used any more would have to be counted.
    occurs: () => true,
    add(added) {
      for (const term of added) {
        keys.set(term, terms.length);
        terms.push(term);
      }
    },
  };
}
