import type { Language } from '../../../protocol/language.ts';
import { escapeHtml, type PageAssets } from '../../website/pages/html.ts';
import { pageFrame } from '../../website/pages/page-frame.ts';
import type { Operation } from './operation.ts';
import { rowsOf, type SchemaRow } from './schema-rows.ts';

interface ApiWords {
  title: string;
  lead: string;
  machine: string;
  contents: string;
  query: string;
  body: string;
  answer: string;
  nothing: string;
  optional: string;
  refused: string;
  secret: Record<'API_KEYS' | 'ADMIN_TOKEN', string>;
}

const WORDS: Record<Language, ApiWords> = {
  ru: {
    title: 'Pilcrow по HTTP',
    lead: 'Все вызовы сервера. Позиции в тексте считаются в единицах UTF-16, конец не включён. Ошибка — это <code>{"error":{"code","message"}}</code>, под <code>/v1</code> — как у OpenAI.',
    machine: 'То же для программ',
    contents: 'Вызовы',
    query: 'Параметры',
    body: 'Тело запроса',
    answer: 'Ответ',
    nothing: 'без содержания',
    optional: 'необязательно',
    refused: 'Отказы',
    secret: {
      API_KEYS: 'Нужен ключ из API_KEYS, если они заданы.',
      ADMIN_TOKEN: 'Нужен ADMIN_TOKEN; если он не задан, вызов выключен.',
    },
  },
  en: {
    title: 'Pilcrow over HTTP',
    lead: 'Every call of the server. Offsets are UTF-16 code units, the end is exclusive. An error is <code>{"error":{"code","message"}}</code>, under <code>/v1</code> as with OpenAI.',
    machine: 'The same for programs',
    contents: 'Calls',
    query: 'Parameters',
    body: 'Body of the request',
    answer: 'Answer',
    nothing: 'nothing',
    optional: 'optional',
    refused: 'Refusals',
    secret: {
      API_KEYS: 'Wants one of API_KEYS, where there are any.',
      ADMIN_TOKEN: 'Wants ADMIN_TOKEN; where none is set, the call is off.',
    },
  },
};

/** The description of the API, to read: made of what `GET /openapi.json` is made of. It needs no script. */
export function apiPage({
  operations,
  language,
  assets: { style },
}: {
  operations: Operation[];
  language: Language;
  assets: Pick<PageAssets, 'style'>;
}): string {
  const words = WORDS[language];
  const links = operations.map((operation) => `<li><a href="#${anchorOf(operation)}">${nameHtml(operation)}</a></li>`);
  return pageFrame({
    language,
    title: `${words.title} ¶ Pilcrow`,
    assets: { style },
    body: `<body class="api">
<header class="bar"><a class="brand" href="/"><span aria-hidden="true">¶</span> Pilcrow</a></header>
<main>
<h1>${words.title}</h1>
<p class="api-lead">${words.lead}<br><a href="/openapi.json">${words.machine}: OpenAPI 3.1</a></p>
<nav aria-label="${words.contents}"><ul>
${links.join('\n')}
</ul></nav>
${operations.map((operation) => operationHtml(operation, language)).join('\n')}
</main>
</body>`,
  });
}

function operationHtml(operation: Operation, language: Language): string {
  const words = WORDS[language];
  const { summary, query, body, form, answers, fails, secret } = operation;
  const types = Object.keys(answers);
  const shape = Object.values(answers).find((schema) => schema !== null);
  return `<section id="${anchorOf(operation)}">
<h2>${nameHtml(operation)}</h2>
<p>${escapeHtml(summary[language])}${secret ? ` ${words.secret[secret]}` : ''}</p>
${query ? rowsHtml(words.query, rowsOf(query, 'input'), words) : ''}\
${body ? rowsHtml(words.body, rowsOf(body, 'input'), words) : ''}\
${form ? rowsHtml(`${words.body}: <code>multipart/form-data</code>`, rowsOf(form, 'input'), words) : ''}\
<h3>${words.answer}: ${types.length === 0 ? words.nothing : types.map((type) => `<code>${type}</code>`).join(', ')}</h3>
${shape ? rowsHtml('', rowsOf(shape, 'output'), words) : ''}\
${fails.length > 0 ? `<h3>${words.refused}</h3>\n<p class="api-codes">${[...new Set(fails)].map((code) => `<code>${code}</code>`).join(' ')}</p>` : ''}
</section>`;
}

function rowsHtml(heading: string, rows: SchemaRow[], words: ApiWords): string {
  if (rows.length === 0) return '';
  const lines = rows.map(({ name, type, isRequired, description }) => {
    const about = [
      isRequired ? '' : words.optional,
      description && `<span lang="en">${escapeHtml(description)}</span>`,
    ];
    const told = about.filter((part) => part !== '').join('; ');
    const more = told === '' ? '' : `<dd>${told}</dd>`;
    return `<div><dt><code>${escapeHtml(name)}</code></dt><dd class="api-type">${escapeHtml(type)}</dd>${more}</div>`;
  });
  return `${heading === '' ? '' : `<h3>${heading}</h3>\n`}<dl>\n${lines.join('\n')}\n</dl>\n`;
}

function nameHtml({ method, path }: Operation): string {
  return `<code>${method.toUpperCase()} ${escapeHtml(path)}</code>`;
}

function anchorOf({ method, path }: Operation): string {
  return `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`.replace(/-$/, '');
}
