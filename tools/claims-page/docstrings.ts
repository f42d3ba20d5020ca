import ts from 'typescript';

/** A documented declaration: its description, its tags, and the members of an interface. */
export interface Docstring {
  readonly description: string;
  readonly example?: string;
  readonly members: readonly Member[];
  /** Interfaces that it extends, or the type of the first parameter of a function. */
  readonly takes: readonly string[];
}

export interface Member {
  readonly name: string;
  readonly description: string;
  /** As `@default` has it. */
  readonly default?: string;
}

/** Docstrings of the exported constants and interfaces of a source text, by name. */
export function docstringsIn(text: string): Map<string, Docstring> {
  const file = ts.createSourceFile('claims.ts', text, ts.ScriptTarget.Latest, true);
  return new Map(file.statements.flatMap((statement) => declared(statement)));
}

function declared(statement: ts.Statement): [string, Docstring][] {
  if (ts.isInterfaceDeclaration(statement)) {
    return [
      [
        statement.name.text,
        {
          ...docOf(statement),
          members: statement.members.flatMap(memberOf),
          takes: statement.heritageClauses?.flatMap(({ types }) => types.map((type) => type.getText())) ?? [],
        },
      ],
    ];
  }
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map(({ name, initializer }): [string, Docstring] => [
    name.getText(),
    { ...docOf(statement), members: [], takes: parameterOf(initializer) },
  ]);
}

function parameterOf(initializer: ts.Expression | undefined): string[] {
  if (initializer === undefined || !ts.isArrowFunction(initializer)) return [];
  const type = initializer.parameters[0]?.type;
  return type === undefined ? [] : [type.getText()];
}

function memberOf(member: ts.TypeElement): Member[] {
  if (!ts.isPropertySignature(member)) return [];
  const { description } = docOf(member);
  const fallback = tagOf(member, 'default');
  return [
    { name: member.name.getText(), description, ...(fallback === undefined ? {} : { default: fallback }) },
  ];
}

function docOf(node: ts.Node): Pick<Docstring, 'description' | 'example'> {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  const description = textOf(comment?.comment);
  const example = tagOf(node, 'example');
  return { description, ...(example === undefined ? {} : { example }) };
}

function tagOf(node: ts.Node, name: string): string | undefined {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  return tag === undefined ? undefined : textOf(tag.comment);
}

/** In one line, as it was before it was wrapped. */
function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? '').replaceAll(/\s+/g, ' ').trim();
}
