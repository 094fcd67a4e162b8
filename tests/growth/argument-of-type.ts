import {
  type Checker,
  type Symbol as NamedSymbol,
  type Signature,
  SignatureKind,
  SymbolFlags,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync';
import { type Argument, SHORT_TEXT, shortText } from './argument.ts';
import { standIn } from './stand-ins.ts';

/** What is nested deeper is taken for endless. */
const MAX_DEPTH = 9;
/** Text that is nested deeper is short: a parameter, a field or item of it, or a field of its items. */
const DEPTH_OF_TEXT = 2;
const SIMPLE: Record<string, Argument> = {
  RegExp: { kind: 'pattern' },
  Date: { kind: 'date' },
  URL: { kind: 'address' },
  AbortSignal: { kind: 'signal' },
};
const ERROR = /Error$/;
const ORDER = ['start', 'end', 'number'] as const;
const NUMBERS = /^(?:Float|Uint|Int)\d\d?Array$/;
const BYTES = /^(?:Uint8Array|Buffer|ArrayBufferView)$/;
const MAP = /^(?:Readonly)?Map$/;
const SET = /^(?:Readonly)?Set$/;
const PROMISE = /^Promise(?:Like)?$/;
const STREAM = /^(?:Async)?(?:Iterable|Iterator|IterableIterator|Generator|IteratorObject)$/;

/** What no value can be made of, and why. */
export class NoArgument extends Error {}

/** Makes arguments of types for one function, and numbers the places for text in them. */
export function createArguments(checker: Checker): { of: (symbol: NamedSymbol) => Argument; places: () => number } {
  let places = 0;
  /** Text that a callback gives is not that of the caller. */
  let callbacks = 0;
  const text = (name: string, depth: number): Argument =>
    callbacks > 0 || depth > DEPTH_OF_TEXT
      ? { kind: 'value', value: shortText(name) }
      : { kind: 'text', place: nextPlace(), name };
  const nextPlace = () => {
    places += 1;
    return places - 1;
  };
  /** Nothing where a value cannot be made of what is nested in another. */
  const attempt = (make: () => Argument): Argument | null => {
    const before = places;
    try {
      return make();
    } catch (error) {
      if (!(error instanceof NoArgument)) throw error;
      places = before;
      return null;
    }
  };

  const ofSymbol = (symbol: NamedSymbol, depth: number): Argument => {
    const type = checker.getTypeOfSymbol(symbol);
    const isOptional = (symbol.flags & SymbolFlags.Optional) !== 0;
    const before = places;
    const make = () => (type ? of(type, symbol.name, depth) : noArgument(`"${symbol.name}" has no type`));
    if (!isOptional) return make();
    const made = attempt(make);
    return made === null || places === before ? { kind: 'omitted' } : made;
  };

  const of = (type: Type, name: string, depth: number): Argument => {
    if (depth > MAX_DEPTH) return noArgument(`"${name}" is nested too deep`);
    if (type.flags & TypeFlags.Boolean) return { kind: 'value', value: false };
    if (type.isUnionType()) return ofUnion(type.getTypes(), name, depth);
    if (type.isIntrinsicType()) return ofIntrinsic(type, name, depth);
    if (type.isLiteralType()) return { kind: 'value', value: type.value as string | number | boolean };
    if (type.isTemplateLiteralType()) return { kind: 'value', value: SHORT_TEXT };
    if (type.isTypeParameter()) {
      const constraint = checker.getBaseConstraintOfType(type);
      return constraint && constraint.id !== type.id
        ? of(constraint, name, depth)
        : { kind: 'value', value: SHORT_TEXT };
    }
    if (checker.isTupleType(type)) {
      return { kind: 'tuple', items: checker.getTypeArguments(type as never).map((item) => of(item, name, depth + 1)) };
    }
    return ofObject(type, name, depth);
  };

  const ofIntrinsic = ({ flags }: Type, name: string, depth: number): Argument => {
    if (flags & TypeFlags.String) return text(name, depth);
    const order = ORDER.find((one) => name === one);
    if (flags & TypeFlags.Number) return order ? { kind: order } : { kind: 'value', value: 1 };
    if (flags & TypeFlags.Null) return { kind: 'value', value: null };
    if (flags & (TypeFlags.Undefined | TypeFlags.Void | TypeFlags.Never)) return { kind: 'omitted' };
    return { kind: 'value', value: SHORT_TEXT };
  };

  /** The first member that a value can be made of, one with text before others. */
  const ofUnion = (types: readonly Type[], name: string, depth: number): Argument => {
    let best: Argument | null = null;
    for (const type of types) {
      const before = places;
      const made = attempt(() => of(type, name, depth));
      if (made !== null && places > before) return made;
      if (best === null || isNothing(best)) best = made ?? best;
    }
    return best ?? noArgument(`nothing can be made of "${name}"`);
  };

  const ofObject = (type: Type, name: string, depth: number): Argument => {
    const symbol = type.getSymbol();
    const known = symbol?.name ?? '';
    const inner = (at: number) =>
      of(checker.getTypeArguments(type as Parameters<Checker['getTypeArguments']>[0])[at]!, name, depth + 1);
    if (checker.isArrayType(type)) {
      const item = attempt(() => inner(0));
      return item ? { kind: 'list', item } : { kind: 'tuple', items: [] };
    }
    if (BYTES.test(known)) return { kind: 'bytes', place: nextPlace() };
    if (NUMBERS.test(known)) return { kind: 'numbers', type: known };
    if (ERROR.test(known)) return { kind: 'error' };
    if (Object.hasOwn(SIMPLE, known)) return SIMPLE[known]!;
    if (MAP.test(known)) return { kind: 'map', key: inner(0), value: inner(1) };
    if (SET.test(known)) return { kind: 'set', item: inner(0) };
    if (PROMISE.test(known)) return { kind: 'promise', of: inner(0) };
    if (STREAM.test(known)) return { kind: 'stream', item: inner(0) };
    const [signature] = checker.getSignaturesOfType(type, SignatureKind.Call);
    if (signature) return ofCallback(signature, name, depth);
    const isForeign = symbol?.declarations.some(({ path }) => !path.includes('/src/')) && !known.startsWith('__');
    if (symbol && (symbol.flags & SymbolFlags.Class || isForeign)) {
      return (isForeign ? standIn(symbol, nextPlace) : null) ?? noArgument(`"${name}" is a ${known}`);
    }
    const fields = checker.getPropertiesOfType(type).filter((property) => !property.name.startsWith('__@'));
    return {
      kind: 'object',
      fields: Object.fromEntries(fields.map((field) => [field.name, ofSymbol(field, depth + 1)])),
    };
  };

  const ofCallback = (signature: Signature, name: string, depth: number): Argument => {
    const returned = checker.getReturnTypeOfSignature(signature);
    callbacks += 1;
    try {
      const made = returned ? attempt(() => of(returned, name, depth + 1)) : null;
      return { kind: 'function', returns: made ?? { kind: 'omitted' } };
    } finally {
      callbacks -= 1;
    }
  };

  return { of: (symbol) => ofSymbol(symbol, 0), places: () => places };
}

function noArgument(reason: string): never {
  throw new NoArgument(reason);
}

function isNothing(argument: Argument): boolean {
  return argument.kind === 'omitted' || (argument.kind === 'value' && argument.value === null);
}
