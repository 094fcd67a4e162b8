import { elementAt, isOn, valueAt, type XmlElement } from '../package/xml-element.ts';

/** How characters look; what is undefined is inherited. */
export interface Look {
  isBold?: boolean | undefined;
  isCapitals?: boolean | undefined;
  isHidden?: boolean | undefined;
  shift?: 'raised' | 'lowered' | 'none' | undefined;
  /** In half points. */
  size?: number | undefined;
  font?: string | undefined;
}

/** What run properties say, without the style that they name. */
export function lookOf(properties: XmlElement | undefined): Look {
  if (!properties) return {};
  const align = valueAt(properties, 'w:vertAlign');
  const position = Number(valueAt(properties, 'w:position') ?? 0);
  const moved = position > 0 ? 'raised' : position < 0 ? 'lowered' : undefined;
  const size = valueAt(properties, 'w:sz');
  const fonts = elementAt(properties, 'w:rFonts')?.attributes;
  return {
    isBold: isOn(properties, 'w:b'),
    isCapitals: isOn(properties, 'w:caps'),
    isHidden: isOn(properties, 'w:vanish'),
    shift:
      align === undefined ? moved : align === 'superscript' ? 'raised' : align === 'subscript' ? 'lowered' : 'none',
    size: size === undefined ? undefined : Number(size),
    font: fonts?.ascii ?? fonts?.hAnsi,
  };
}

/** The look of what stands inside: its own properties before those around it. */
export function mergeLooks(around: Look, own: Look): Look {
  return {
    isBold: own.isBold ?? around.isBold,
    isCapitals: own.isCapitals ?? around.isCapitals,
    isHidden: own.isHidden ?? around.isHidden,
    shift: own.shift ?? around.shift,
    size: own.size ?? around.size,
    font: own.font ?? around.font,
  };
}
