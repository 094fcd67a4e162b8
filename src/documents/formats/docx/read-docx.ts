import JSZip from 'jszip';
import mammoth from 'mammoth';
import { composeText } from '../../canonical-text/compose-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { unreadable } from '../../unreadable.ts';
import { unzip } from '../epub/unzip.ts';
import { pageBlocks } from '../html/page-blocks.ts';
import { parsePage } from '../html/parse-html.ts';
import type { ReadFile } from '../read-file.ts';

/** The files with text; pictures and fonts stay packed. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/[\w.-]+\.xml|word\/_rels\/[\w.-]+\.rels)$/;
/** The first bytes of the container of old Office files, which also holds encrypted new ones. */
const OLD_CONTAINER = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Styles that Mammoth does not map to headings by default. */
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];

/** Reads a DOCX of Word, LibreOffice or Google Docs. */
export const readDocx: ReadFile = async (bytes) => {
  if (OLD_CONTAINER.equals(bytes.subarray(0, OLD_CONTAINER.length))) {
    throw unreadable('it is protected by a password, or an old .doc; save it as .docx without a password');
  }
  const files = await unzip(bytes, (name) => WANTED.test(name));
  if (!files.has('word/document.xml')) throw unreadable('it has no text of a DOCX inside; save it again as .docx');
  const { value } = await mammoth.convertToHtml(
    { buffer: await repack(files) },
    {
      styleMap: STYLES,
      includeEmbeddedStyleMap: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  const blocks = pageBlocks(parsePage(value).body);
  const title = titleOf({ metadata: propertyTitle(files.get('docProps/core.xml')), blocks });
  return { ...composeText(blocks, { title }), title, omissions: [] };
};

/** An archive of the files that were unpacked within limits: Mammoth unpacks without limits. */
async function repack(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const archive = new JSZip();
  for (const [name, content] of files) archive.file(name, content);
  return archive.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
}

function propertyTitle(properties: Buffer | undefined): string | null {
  if (!properties) return null;
  const [, title] = /<dc:title>([^<]*)<\/dc:title>/.exec(properties.toString('utf8')) ?? [];
  return title === undefined ? null : parsePage(title).body.textContent;
}
