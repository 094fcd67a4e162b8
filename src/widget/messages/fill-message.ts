import type { Counted } from './messages.ts';

/**
 * A message with values in it.
 *
 * @param values By the names that stand in braces; `count` chooses the form of a message that counts.
 * @param language Whose plural forms those are.
 */
export function fillMessage(message: string | Counted, values: object, language = 'en'): string {
  const known = values as Record<string, unknown>;
  const form = typeof message === 'string' ? message : (message[pluralOf(known.count, language)] ?? message.other);
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(known[name] ?? whole));
}

function pluralOf(count: unknown, language: string): Intl.LDMLPluralRule {
  return new Intl.PluralRules(language).select(Number(count));
}
