import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import JSZip from 'jszip';
import { launchBrowser } from '../../support/browser.ts';

/*
 * Makes the samples of every format out of `garden.ru.md` and `garden.en.md`, with pandoc, LibreOffice, Chromium, poppler and qpdf, and
 * `lodge.ru.weasyprint.pdf` with WeasyPrint (pip install weasyprint):
 * apt-get install pandoc libreoffice-writer hyphen-ru hyphen-en-us poppler-utils qpdf chromium; npx tsx tests/documents/samples/make-samples.ts
 */
const SAMPLES = import.meta.dirname;
const work = mkdtempSync(path.join(tmpdir(), 'pilcrow-samples-'));
const inWork = (name: string) => path.join(work, name);
const inSamples = (name: string) => path.join(SAMPLES, name);
const run = (program: string, ...given: string[]) =>
  execFileSync(program, given, { cwd: work, env: { ...process.env, HOME: work, SOURCE_DATE_EPOCH: '1680307200' } });

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const WORDPROCESSING = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const RUNNING = { ru: 'Сад у Старой пристани', en: 'The Old Pier Garden' };
const LANGUAGES = ['ru', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

const browser = await launchBrowser();
try {
  for (const language of LANGUAGES) await makeSamples(language);
  await makeScan();
  makeLodge();
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}

async function makeSamples(language: Language): Promise<void> {
  const source = inSamples(`garden.${language}.md`);
  const name = `garden.${language}`;
  run('pandoc', source, '--wrap=none', '-t', 'plain', '-o', inSamples(`${name}.txt`));
  run('pandoc', source, '--standalone', '--wrap=none', '-o', inSamples(`${name}.docx`));
  run('pandoc', source, '-o', inSamples(`${name}.epub`));
  run('pandoc', source, '--standalone', '--wrap=none', '-t', 'odt', '-o', inWork(`${name}.odt`));
  run('soffice', '--headless', '--convert-to', 'docx', '--outdir', inWork('office'), inWork(`${name}.odt`));
  copyFileSync(inWork(`office/${name}.docx`), inSamples(`${name}.libreoffice.docx`));
  writeFileSync(inSamples(`${name}.html`), webPage(run('pandoc', source, '--wrap=none').toString(), language));

  run('soffice', '--headless', '--convert-to', 'pdf', '--outdir', work, inSamples(`${name}.docx`));
  copyFileSync(inWork(`${name}.pdf`), inSamples(`${name}.libreoffice.pdf`));
  writeFileSync(inWork('columns.docx'), await columnsTemplate(language));
  writeFileSync(inWork('text.md'), readFileSync(source, 'utf8').replace(/^\|.*\n/gm, ''));
  run('pandoc', inWork('text.md'), '--reference-doc', inWork('columns.docx'), '-o', inWork('two-columns.docx'));
  run('soffice', '--headless', '--convert-to', 'pdf', '--outdir', work, inWork('two-columns.docx'));
  copyFileSync(inWork('two-columns.pdf'), inSamples(`${name}.columns.libreoffice.pdf`));
  const body = run('pandoc', source, '--wrap=none').toString();
  await print(bookPage(body, language, 'p { margin: .6em 0 }'), `${name}.chromium.pdf`, language);
  const columns =
    'body { columns: 2; column-gap: 24pt; text-align: justify } p { margin: 0; text-indent: 1.5em } table { column-span: all }';
  await print(bookPage(withSoftHyphens(body), language, columns), `${name}.columns.chromium.pdf`, language);
  if (language === 'en')
    run('qpdf', '--encrypt', 'secret', 'owner', '256', '--', inWork(`${name}.pdf`), inSamples('locked.pdf'));
}

/** A page of a site: what is to be read stands between navigation, advertisements and a footer. */
function webPage(article: string, language: Language): string {
  const title = /^title: (.*)$/m.exec(readFileSync(inSamples(`garden.${language}.md`), 'utf8'))![1]!;
  const menu = { ru: ['Главная', 'Новости', 'Контакты'], en: ['Home', 'News', 'Contacts'] }[language];
  const links = menu.map((label, index) => `<li><a href="/${index}">${label}</a></li>`).join('');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${title} | ${RUNNING[language]}</title>
<style>nav { float: left }</style><script>window.counter = '<p>script</p>';</script></head>
<body><header><nav class="menu"><ul>${links}</ul></nav></header>
<div class="content"><article><h1>${title}</h1>
${article}</article></div>
<aside class="sidebar"><h2>${menu[1]}</h2><p><a href="/1">${menu[1]} 1</a></p><p><a href="/2">${menu[1]} 2</a></p></aside>
<footer class="footer"><p>© ${RUNNING[language]}, <a href="/terms">${menu[2]}</a></p></footer></body></html>
`;
}

function bookPage(body: string, language: Language, css: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${RUNNING[language]}</title><style>
body { font: 11pt/1.35 'DejaVu Serif'; margin: 0; hyphens: manual } h1 { font-size: 16pt } h2 { font-size: 13pt }
table { border-spacing: 12pt 2pt; text-align: left } ${css}</style></head><body>${body}</body></html>`;
}

/** Long words may be broken at a vowel that a consonant and another vowel follow. */
function withSoftHyphens(html: string): string {
  const vowels = 'аеёиоуыэюяaeiouy';
  const place = new RegExp(`(?<=\\p{Ll}[${vowels}])(?=[^${vowels}\\P{Ll}][${vowels}])`, 'gu');
  return html.replace(/(?<![<&][^>;]*)\p{L}{7,}/gu, (word) => word.replace(place, '\u00ad'));
}

async function print(html: string, name: string, language: Language): Promise<void> {
  const page = await browser.newPage();
  await page.setContent(html);
  const style = 'font-size: 8pt; width: 100%; text-align: center';
  await page.pdf({
    path: inSamples(name),
    format: 'A5',
    margin: { top: '20mm', bottom: '20mm', left: '15mm', right: '15mm' },
    displayHeaderFooter: true,
    headerTemplate: `<div style="${style}">${RUNNING[language]}</div>`,
    footerTemplate: `<div style="${style}">— <span class="pageNumber"></span> —</div>`,
  });
  await page.close();
}

/** A template of two justified columns with hyphenation, a running header and page numbers. */
async function columnsTemplate(language: Language): Promise<Buffer> {
  const template = await JSZip.loadAsync(run('pandoc', '--print-default-data-file', 'reference.docx'));
  const change = async (file: string, edit: (xml: string) => string) =>
    template.file(file, edit(await template.file(file)!.async('string')));
  await change('word/document.xml', (xml) =>
    xml.replace(
      '<w:sectPr />',
      `<w:sectPr><w:headerReference w:type="default" r:id="rId91" xmlns:r="${RELATIONSHIPS}"/><w:footerReference w:type="default" r:id="rId92" xmlns:r="${RELATIONSHIPS}"/><w:pgSz w:w="9979" w:h="11000"/><w:pgMar w:top="1134" w:bottom="1134" w:left="850" w:right="850" w:header="500" w:footer="500"/><w:cols w:num="2" w:space="400"/></w:sectPr>`,
    ),
  );
  await change('word/settings.xml', (xml) => xml.replace('<w:zoom', '<w:autoHyphenation w:val="true"/><w:zoom'));
  await change('word/styles.xml', (xml) =>
    xml.replace(/(w:styleId="BodyText">[\s\S]*?<w:pPr>)/, '$1<w:jc w:val="both"/>'),
  );
  await change('word/_rels/document.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="rId91" Type="${RELATIONSHIPS}/header" Target="header1.xml"/><Relationship Id="rId92" Type="${RELATIONSHIPS}/footer" Target="footer1.xml"/></Relationships>`,
    ),
  );
  await change('[Content_Types].xml', (xml) =>
    xml.replace(
      '</Types>',
      `<Override PartName="/word/header1.xml" ContentType="${WORDPROCESSING}.header+xml"/><Override PartName="/word/footer1.xml" ContentType="${WORDPROCESSING}.footer+xml"/></Types>`,
    ),
  );
  template.file('word/header1.xml', `<w:hdr ${W}><w:p><w:r><w:t>${RUNNING[language]}</w:t></w:r></w:p></w:hdr>`);
  template.file(
    'word/footer1.xml',
    `<w:ftr ${W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`,
  );
  return template.generateAsync({ type: 'nodebuffer' });
}

/** Pages that are pictures of text, as a scanner makes them. */
async function makeScan(): Promise<void> {
  run('pdftoppm', '-r', '40', '-gray', '-jpeg', inSamples('garden.ru.libreoffice.pdf'), inWork('scan'), '-l', '2');
  const page = await browser.newPage();
  await page.goto(pathToFileURL(work).href);
  const pictures = ['scan-1.jpg', 'scan-2.jpg'].map((name) => readFileSync(inWork(name)).toString('base64'));
  await page.setContent(pictures.map((data) => `<img width="100%" src="data:image/jpeg;base64,${data}">`).join(''));
  await page.pdf({ path: inSamples('scanned.pdf'), format: 'A4' });
  await page.close();
}

/** Rules of a boat station: WeasyPrint draws the numbers of lists last, repeats the heads of tables, and puts notes at the foot of the page. */
function makeLodge(): void {
  const boats = Array.from({ length: 23 }, (_, index) => index + 1);
  const rows = boats.map((n) => `<tr><td>Ладья ${n}</td><td>${100 + n} ₽</td><td>${1000 + 7 * n} ₽</td></tr>`).join('');
  writeFileSync(
    inWork('lodge.html'),
    `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Положение о лодочной станции</title><style>
@page { size: A5; margin: 18mm; @bottom-center { content: "— " counter(page) " —" } }
body { font: 11pt/1.35 'DejaVu Serif'; hyphens: none } h1 { font-size: 16pt } h2 { font-size: 11pt } sup { font-size: 7pt }
.spaced { letter-spacing: .35em; text-align: center } td, th { padding: 2pt 10pt; text-align: left } .note { float: footnote }</style></head><body>
<p class="spaced">ДОГОВОР ПРОКАТА</p><h1>Положение о лодочной станции</h1><h2>1. Общие правила</h2>
<p>Станция работает ежедневно. В озере площадью 48<sup>2</sup> тысяч м<sup>2</sup> живёт около 10<sup>6</sup> рыб.</p>
<ol><li>Лодку берут на один день.</li><li>Жилет надевают до посадки.</li><li>Весла возвращают на склад.</li></ol>
<h2>2. Цены</h2><table><thead><tr><th>Лодка</th><th>Час</th><th>День</th></tr></thead><tbody>${rows}</tbody></table>
<p>Станцией управляют сотрудники научно-исследовательских и информационно-телекоммуникационных организаций
— об этом напоминает вывеска.</p>
<p>Плата за сутки 250<span class="note">Поднята с 200 рублей в 2021 году.</span> рублей, залог 30 рублей.</p></body></html>`,
  );
  run('weasyprint', inWork('lodge.html'), inSamples('lodge.ru.weasyprint.pdf'));
}
