import path from 'node:path';
import {
  API,
  type Checker,
  type Symbol as NamedSymbol,
  SignatureKind,
  SymbolFlags,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import type { TextFunction } from './argument.ts';
import { createArguments, NoArgument } from './argument-of-type.ts';

const SOURCES = path.join(PROJECT_DIRECTORY, 'src');

/** Finds every function that the server's modules export and that takes text: a string, bytes, or what holds one. */
export function findTextFunctions(): TextFunction[] {
  const api = new API({ cwd: PROJECT_DIRECTORY });
  try {
    const [project] = api
      .updateSnapshot({ openProjects: [path.join(PROJECT_DIRECTORY, 'tsconfig.json')] })
      .getProjects();
    const { checker, program, rootFiles } = project!;
    return rootFiles
      .filter((file) => file.startsWith(SOURCES))
      .flatMap((file) => {
        const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
        const exported = module ? checker.getExportsOfModule(module) : [];
        return exported.flatMap((symbol) => textFunction(checker, symbol, path.relative(SOURCES, file)) ?? []);
      });
  } finally {
    api.close();
  }
}

function textFunction(checker: Checker, symbol: NamedSymbol, module: string): TextFunction | null {
  const type = symbol.flags & SymbolFlags.Value ? checker.getTypeOfSymbol(symbol) : undefined;
  const [signature] = type ? checker.getSignaturesOfType(type, SignatureKind.Call) : [];
  const parameters = signature?.getParameters() ?? [];
  const made = createArguments(checker);
  const found = { module: module.split(path.sep).join('/'), name: symbol.name };
  try {
    const values = parameters.map((parameter) => made.of(parameter));
    return made.places() === 0 ? null : { ...found, parameters: values, places: made.places(), obstacle: null };
  } catch (error) {
    if (!(error instanceof NoArgument)) throw error;
    const types = parameters.flatMap((parameter) => checker.getTypeOfSymbol(parameter) ?? []);
    if (!types.some((one) => holdsText(checker, one))) return null;
    return { ...found, parameters: null, places: 0, obstacle: error.message };
  }
}

/** Whether a parameter is a string, or an object or list with one. */
function holdsText(checker: Checker, type: Type, depth = 0): boolean {
  if (type.flags & TypeFlags.String) return true;
  if (depth > 1) return false;
  if (type.isUnionType()) return type.getTypes().some((one) => holdsText(checker, one, depth));
  if (!type.isObjectType() || checker.getSignaturesOfType(type, SignatureKind.Call).length > 0) return false;
  if (checker.isArrayType(type))
    return checker.getTypeArguments(type as never).some((one) => holdsText(checker, one, depth + 1));
  return checker.getPropertiesOfType(type).some((field) => {
    const own = checker.getTypeOfSymbol(field);
    return own !== undefined && holdsText(checker, own, depth + 1);
  });
}
