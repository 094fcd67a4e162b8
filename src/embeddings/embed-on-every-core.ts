import type { SentenceEmbedder } from './embedder.ts';

/** Passages at once from which indexing is going on: then every core has a model of its own. */
const MANY_PASSAGES = 32;
/** The models of the other cores are closed when no passages came for so long: each takes the memory of the model. */
const IDLE_MS = 30_000;

/** Embeds passages on every core while there are many of them; questions and all else on the first, where they wait for one batch at most. */
export function embedOnEveryCore(open: () => SentenceEmbedder, cores: number): SentenceEmbedder {
  const first = open();
  let others: SentenceEmbedder[] = [];
  let turn = 0;
  let running = 0;
  let idle: NodeJS.Timeout | undefined;
  const closeOthers = async () => {
    clearTimeout(idle);
    const closing = others;
    others = [];
    await Promise.all(closing.map((embedder) => embedder.close()));
  };
  const embedPassages = async (texts: string[]) => {
    clearTimeout(idle);
    if (others.length === 0) others = Array.from({ length: cores - 1 }, open);
    const all = [first, ...others];
    turn = (turn + 1) % all.length;
    running += 1;
    try {
      return await all[turn]!.embed(texts, 'passage');
    } finally {
      running -= 1;
      if (running === 0) idle = setTimeout(() => void closeOthers(), IDLE_MS).unref();
    }
  };
  return {
    model: () => first.model(),
    embed: (texts, role) =>
      role === 'passage' && texts.length >= MANY_PASSAGES ? embedPassages(texts) : first.embed(texts, role),
    knownShares: (texts) => first.knownShares(texts),
    close: async () => {
      await Promise.all([first.close(), closeOthers()]);
    },
  };
}
