import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shownValue } from '../../../../src/documents/formats/sheet/shown-value.ts';

const shown = (value: string | number | boolean, format: string, language = 'ru') =>
  shownValue(value, format, { language, is1904: false }).replace(/\s+/gu, ' ').trim();

describe('shownValue', () => {
  it('shows numbers as the language writes them', () => {
    assert.equal(shown(1234.5, '#,##0.00\\ "₽"'), '1 234,50 ₽');
    assert.equal(shown(1234.5, '#,##0.00 [$₽-419]'), '1 234,50 ₽');
    assert.equal(shown(1234.5, '#,##0.00 "₽"', 'en'), '1,234.50 ₽');
    assert.equal(shown(1234567.891, '[$$-409]#,##0.0', 'en'), '$1,234,567.9');
    assert.equal(shown(0.125, '0.0\\ %'), '12,5 %');
    assert.equal(shown(0.07, '0%'), '7%');
    assert.equal(shown(0.1 + 0.2, 'General'), '0,3');
    assert.equal(shown(1 / 3, 'General', 'en'), '0.33333333333');
    assert.equal(shown(1.005, '0.00', 'en'), '1.01');
    assert.equal(shown(1e21, '0', 'en'), '1000000000000000000000');
  });

  it('keeps zeros in front, signs between digits, and words', () => {
    assert.equal(shown(7, '000'), '007');
    assert.equal(shown(4957001122, '\\(000\\)\\ 000\\-00\\-00'), '(495) 700-11-22');
    assert.equal(shown(5, '0 шт'), '5 шт');
    assert.equal(shown(1500000, '#,##0.0,,"млн"'), '1,5млн');
    assert.equal(shown(12, '"№ "@'), '№ 12');
    assert.equal(shown('А-5', '0;-0;0;"№ "@'), '№ А-5');
    assert.equal(shown(2.5, '0.###'), '2,5');
    assert.equal(shown(5, '0,000'), '0 005');
  });

  it('takes the section of the sign or of the condition', () => {
    assert.equal(shown(-0.07, '0%;\\(0%\\)'), '(7%)');
    assert.equal(shown(-7.07, '#,##0.00 [$₽-419]'), '-7,07 ₽');
    assert.equal(shown(-5, '_-* #,##0.00\\ _₽_-;\\-* #,##0.00\\ _₽_-;_-* "-"??\\ _₽_-;_-@_-'), '-5,00');
    assert.equal(shown(0, '0;-0;"нет"'), 'нет');
    assert.equal(shown(1500, '[>=1000]#,##0," тыс.";0'), '2 тыс.');
    assert.equal(shown(15, '[>=1000]#,##0," тыс.";0'), '15');
    assert.equal(shown(-0.001, '0.0'), '0,0');
  });

  it('shows powers of ten, and fractions as decimals', () => {
    assert.equal(shown(1234, '0.00E+00', 'en'), '1.23E+03');
    assert.equal(shown(0.00012, '0.0E+0', 'en'), '1.2E-4');
    assert.equal(shown(12345, '##0.0E+0', 'en'), '12.3E+3');
    assert.equal(shown(2.5, '# ?/?'), '2,5');
  });

  it('shows dates and times, never the number of the day', () => {
    assert.equal(shown(45356, 'dd.mm.yyyy'), '05.03.2024');
    assert.equal(shown(45356, 'dd/mm/yy;@'), '05/03/24');
    assert.equal(shown(45356, '[$-419]d mmmm yyyy;@'), '5 марта 2024');
    assert.equal(shown(45356, '[$-419]mmmm yyyy;@'), 'март 2024');
    assert.equal(shown(45356, 'd mmmm yyyy', 'en'), '5 March 2024');
    assert.equal(shown(45356, 'm/d/yyyy'), '05.03.2024');
    assert.equal(shown(45356, 'm/d/yyyy', 'en'), '3/5/2024');
    assert.equal(shown(45356.5, 'm/d/yy h:mm'), '05.03.2024 12:00');
    assert.equal(shown(45356.999999, 'dd.mm.yyyy hh:mm:ss'), '06.03.2024 00:00:00');
    assert.equal(shown(0.586805555555556, 'h:mm AM/PM', 'en'), '2:05 PM');
    assert.equal(shown(1.25, '[h]:mm'), '30:00');
    assert.equal(shown(1, 'dd.mm.yyyy'), '01.01.1900');
    assert.equal(shownValue(43894, 'dd.mm.yyyy', { language: 'ru', is1904: true }), '05.03.2024');
  });

  it('shows what is true in words', () => {
    assert.equal(shown(true, 'General'), 'ИСТИНА');
    assert.equal(shown(false, 'General', 'en'), 'FALSE');
  });
});
