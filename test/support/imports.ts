import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A source file, with what the layer rules look at. */
export interface Source {
  /** Path from the root of the checkout. */
  readonly path: string;
  readonly text: string;
  /** What it imports: paths from the root of the checkout, and names of packages. */
  readonly imports: readonly string[];
  /** Whether it holds nothing but types. */
  readonly isTypesOnly: boolean;
  readonly hasDefaultExport: boolean;
}

const ROOT = new URL('../../', import.meta.url);

/** Every TypeScript file below some folders of the checkout. */
export function readSources(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file}`)
      .map((path) => parseSource(path, readFileSync(new URL(path, ROOT), 'utf8'))),
  );
}

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
    isTypesOnly: file.statements.every(isTypeStatement),
    hasDefaultExport: file.statements.some(isDefaultExport),
  };
}

/** What a static or dynamic import, or a re-export, names. */
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

function isDefaultExport(statement: ts.Statement): boolean {
  return (
    ts.isExportAssignment(statement) ||
    (ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword))
  );
}
