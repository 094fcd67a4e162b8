import type { Counted, Messages } from './messages.ts';

type Tree = string | Counted | { [key: string]: Tree };

/** Messages with others in their places, as far as those are messages: what is missing or no text is as it was. */
export function mergeMessages(base: Messages, given: unknown): Messages {
  const messages = merge(base as unknown as Tree, given) as unknown as Messages;
  return { ...messages, language: isTag(messages.language) ? messages.language : base.language };
}

/** Plural forms and names of languages are asked for by this tag: one that is none would end the drawing. */
function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}

function merge(base: Tree, given: unknown): Tree {
  if (typeof base === 'string') return typeof given === 'string' ? given : base;
  const isObject = typeof given === 'object' && given !== null;
  const own = isObject ? (given as Record<string, unknown>) : {};
  // A message that counts in one language need not do so in another.
  if ('other' in base)
    return typeof given === 'string' ? { other: given } : typeof own.other === 'string' ? formsOf(own) : base;
  return Object.fromEntries(
    Object.entries(base as Record<string, Tree>).map(([key, message]) => [key, merge(message, own[key])]),
  );
}

function formsOf(given: Record<string, unknown>): Counted {
  return Object.fromEntries(Object.entries(given).filter(([, form]) => typeof form === 'string')) as Counted;
}
