import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A source file and the facts that tests of the structure check. */
export interface Source {
  /** Path from the root of the checkout. */
  readonly path: string;
  readonly text: string;
  /** Imported modules: paths from the root of the checkout, and names of packages. */
  readonly imports: readonly string[];
  /** Names that the file declares and exports, without re-exports of another file's. */
  readonly exports: readonly string[];
  /** Whether the file contains only types. */
  readonly isTypesOnly: boolean;
}

const ROOT = new URL('../../', import.meta.url);

/** The files below each folder, which several files of tests look at. */
const READ = new Map<string, readonly Source[]>();

/** Reads every TypeScript file below folders of the checkout. */
export function readSources(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) => {
    const read = READ.get(folder) ?? readFolder(folder);
    READ.set(folder, read);
    return read;
  });
}

function readFolder(folder: string): readonly Source[] {
  return readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`)
    .map((path) => parseSource(path, readFileSync(new URL(path, ROOT), 'utf8')));
}

/** Parses the text of a file. */
export function parseSource(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const imports: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) imports.push(resolve(path, specifier));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return {
    path,
    text,
    imports,
    exports: file.statements.flatMap(exportedNames),
    isTypesOnly: file.statements.every(isTypeStatement),
  };
}

/** Returns the module that a static or dynamic import, or a re-export, names. */
function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)
      ? node.moduleSpecifier.text
      : undefined;
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) {
    return undefined;
  }
  const [argument] = node.arguments;
  return argument !== undefined && ts.isStringLiteral(argument) ? argument.text : '<computed>';
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return fileURLToPath(new URL(specifier, new URL(from, 'file:///'))).slice(1);
}

function isTypeStatement(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement)) {
    return statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  }
  return ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
}

function exportedNames(statement: ts.Statement): readonly string[] {
  if (ts.isExportDeclaration(statement)) return namesInClause(statement);
  const isExported =
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => namesInBinding(name));
  }
  const { name } = statement as ts.Statement & { readonly name?: ts.Node };
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

function namesInClause({ moduleSpecifier, exportClause }: ts.ExportDeclaration): readonly string[] {
  if (moduleSpecifier !== undefined || exportClause === undefined) return [];
  return ts.isNamedExports(exportClause) ? exportClause.elements.map(({ name }) => name.text) : [];
}

function namesInBinding(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? namesInBinding(element.name) : [],
  );
}
