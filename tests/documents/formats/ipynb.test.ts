import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeOf, readBytes, readSample, refusalOf, tableLines } from './read-format.ts';

/* The samples are made by nbformat, nbclient (which runs them) and jupytext. */

describe('readIpynb', () => {
  it('reads words, code and what the code printed; the number of the cell is the page', async () => {
    const document = await readSample('draught.ipynb');
    assert.equal(document.title, 'Осадка лодок');
    assert.match(document.text, /\n\n- каноэ\n- ялик\n/);
    assert.match(document.text, /for v in values:\n {4}print\(v\)\n\n12\n18\n/);
    assert.deepEqual(tableLines(document), ['# Лодка | см', 'Каноэ | 12']);
    assert.deepEqual(placeOf(document, 'sum(values)'), { heading: 'Итог', page: 4 });
  });

  it('leaves out colours of a terminal and the page twin of an output', async () => {
    const { text } = await readSample('draught.ipynb');
    assert.match(text, /\n\nZeroDivisionError: division by zero$/);
    assert.doesNotMatch(text, /<b>/);
  });

  it('reads what Jupyter has run, each output once, and what was never run', async () => {
    const run = await readSample('hire.nbclient.ipynb');
    assert.match(
      run.text,
      /\nhire\n\n {4}boat {2}hours {2}price\n0 {2}Canoe {6}7 {3}12\.5\n1 {2}Skiff {6}3 {4}9\.0\n\n## Итог\n/,
    );
    assert.deepEqual(placeOf(run, 'За день: 114.5'), { heading: 'Итог', page: 4 });
    const written = await readSample('school.jupytext.ipynb');
    assert.match(written.text, /\nfor group in groups:\n {4}print\(group\)\n\n## Fees\n/);
    assert.deepEqual(tableLines(written), ['# Group | Fee', 'morning | 40']);
  });

  it('reads version 3', async () => {
    const cells = [
      { cell_type: 'heading', level: 2, source: ['Старая тетрадь'] },
      { cell_type: 'code', input: ['print(7)'], outputs: [{ output_type: 'stream', text: ['семь\n'] }] },
    ];
    const document = await readBytes('a.ipynb', JSON.stringify({ nbformat: 3, worksheets: [{ cells }] }));
    assert.equal(placeOf(document, 'семь').page, 2);
    assert.equal(document.title, 'Старая тетрадь');
  });

  it('refuses damaged and empty files', async () => {
    assert.match(await refusalOf('a.ipynb', '{"cells": ['), /no Jupyter notebook, or damaged/);
    assert.match(await refusalOf('a.ipynb', '{"cells": []}'), /it is empty/);
  });
});
