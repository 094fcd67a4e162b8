// Builds what browsers load, in dist/widget/: the modules with their style sheets in them, a style sheet for the pages, and the widget's words in other languages.
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Constructs of Markdown that the widget never reads: `markdown-view.tsx` disables them by these names, so that micromark never calls them. Their code
 * would be a twentieth of the widget.
 */
const UNREAD_CONSTRUCTS = {
  'html-flow': 'htmlFlow',
  'html-text': 'htmlText',
  definition: 'definition',
  'setext-underline': 'setextUnderline',
};

const withoutUnreadConstructs = {
  name: 'without-unread-constructs',
  setup({ onLoad }) {
    const files = Object.keys(UNREAD_CONSTRUCTS).join('|');
    onLoad({ filter: new RegExp(`micromark-core-commonmark[\\\\/]lib[\\\\/](?:${files})\\.js$`) }, ({ path: file }) => {
      const name = UNREAD_CONSTRUCTS[path.basename(file, '.js')];
      return { contents: `export const ${name} = { name: '${name}' };` };
    });
  },
};

const inProject = (...names) => names.map((name) => path.join(import.meta.dirname, name));
const [source, built] = inProject('src', 'dist');

// The widget has its style sheets as text: they are made small first.
await build({
  entryPoints: [path.join(source, 'widget/styles/*.css')],
  minify: true,
  outdir: path.join(built, 'styles'),
});
await build({
  entryPoints: [
    'widget/widget.ts',
    'widget/element.ts',
    'pages/reader/reader.ts',
    'pages/library/library.ts',
    'pages/questions/questions.ts',
    'pages/page-view/page-view.ts',
    'pages/page-view/pdf-worker.ts',
    'pages/reader/reader.css',
  ].map((entry) => path.join(source, entry)),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  entryNames: '[name]',
  outdir: path.join(built, 'widget'),
  plugins: [withoutUnreadConstructs],
  logLevel: 'info',
});
await cp(path.join(source, 'widget/messages/translations'), path.join(built, 'widget/messages'), { recursive: true });
