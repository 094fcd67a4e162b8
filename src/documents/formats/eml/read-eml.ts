import PostalMime, { type Address, type Email } from 'postal-mime';
import type { Omission } from '../../../protocol/document-blocks.ts';
import { detectLanguage } from '../../../text/detect-language.ts';
import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { onOneLine } from '../../document.ts';
import { unreadable } from '../../unreadable.ts';
import { blocksOfPages } from '../html/blocks-of-pages.ts';
import { parsePage } from '../html/parse-html.ts';
import type { ReadFile } from '../read-file.ts';
import { shownDate } from './shown-date.ts';

const MESSAGE = 'message/rfc822';
/** Messages that are forwarded in each other. */
const MAX_DEPTH = 5;
const MAX_PLACES = 20;
const LINES = {
  ru: { from: 'От', to: 'Кому', cc: 'Копия', date: 'Дата', none: 'Без темы' },
  en: { from: 'From', to: 'To', cc: 'Cc', date: 'Date', none: 'No subject' },
};

interface Message {
  blocks: Block[];
  attachments: string[];
}

/** Reads a message: its subject as a heading, who wrote to whom and when, its text, and the messages that are forwarded in it. */
export const readEml: ReadFile = async (bytes) => {
  const email = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  if (!email.from && !email.date && !email.subject && !email.to) {
    throw unreadable('it has no sender, date or subject of a message; save it again as .eml');
  }
  const { blocks, attachments } = await readMessage(email, 1);
  const title = email.subject === undefined ? null : onOneLine(email.subject) || null;
  const omissions: Omission[] = [
    { kind: 'parts-not-read', count: attachments.length, places: attachments.slice(0, MAX_PLACES) },
  ];
  return { ...composeText(blocks, { title }), title, omissions: attachments.length > 0 ? omissions : [] };
};

async function readMessage(email: Email, depth: number): Promise<Message> {
  // Of the same text in two ways the richer one is read.
  const text = email.html ? blocksOfPages([{ path: '', page: parsePage(email.html) }]) : plainBlocks(email.text ?? '');
  const blocks = [...headOf(email, depth), ...text];
  const attachments: string[] = [];
  for (const { mimeType, filename, content, related } of email.attachments) {
    if (mimeType === MESSAGE && depth < MAX_DEPTH) {
      const inner = await PostalMime.parse(content, { forceRfc822Attachments: true });
      const read = await readMessage(inner, depth + 1);
      blocks.push(...read.blocks);
      attachments.push(...read.attachments);
    } else if (!related) attachments.push(filename ?? mimeType);
  }
  return { blocks, attachments };
}

function headOf(email: Email, level: number): Block[] {
  const language = detectLanguage(`${email.subject ?? ''}\n${email.text ?? ''}`) === 'ru' ? 'ru' : 'en';
  const words = LINES[language];
  const written = email.headers.find(({ key }) => key === 'date')?.value;
  const lines = [
    [words.from, email.from ? shownAddresses([email.from]) : ''],
    [words.to, shownAddresses(email.to ?? [])],
    [words.cc, shownAddresses(email.cc ?? [])],
    [words.date, written === undefined ? '' : shownDate(written, language)],
  ];
  const head = lines.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`);
  return [
    { kind: 'heading', level, text: onOneLine(email.subject ?? '') || words.none, page: null },
    ...(head.length > 0 ? [{ kind: 'paragraph' as const, text: head.join('\n'), page: null }] : []),
  ];
}

function shownAddresses(addresses: readonly Address[]): string {
  return addresses
    .map(({ name, address, group }) => {
      const own = group ? shownAddresses(group) : `<${address}>`;
      return name === '' ? own.replace(/^<(.*)>$/, '$1') : `${name} ${own}`;
    })
    .join(', ');
}

function plainBlocks(text: string): Block[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map((paragraph) => ({ kind: 'paragraph', text: paragraph, page: null }));
}
