import { UnreadableTemplateError } from './errors';
import { isJsonObject } from './json-value';

/** What intrinsic functions refer to. */
export interface IntrinsicScope {
  /** Values of `AWS::Region` and its like. */
  readonly pseudoParameters: Readonly<Record<string, string>>;
  /** Deployed resources by logical id. */
  readonly resources: ReadonlyMap<string, ReferencedResource>;
  /**
   * Whether attributes of some resource could not be read, so that a value may be unknown without a mistake in the
   * template.
   * @default false
   */
  readonly isIncomplete?: boolean;
}

export interface ReferencedResource {
  /** What `Ref` gives, for every type that has a reader. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Evaluates `Ref`, `Fn::GetAtt`, `Fn::Join` and `Fn::Sub` wherever they stand in a value.
 * @param path where the value stands, for the error.
 * @throws UnreadableTemplateError for any other function, and for what is not in the scope.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveIntrinsics(value: unknown, scope: IntrinsicScope, path: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => resolveIntrinsics(item, scope, `${path}[${index}]`));
  }
  if (!isJsonObject(value)) return value;
  const [name] = Object.keys(value).filter((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (name === undefined) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolveIntrinsics(item, scope, `${path}.${key}`)]),
    );
  }
  const argument = value[name];
  const fail = (problem: string): never => {
    throw new UnreadableTemplateError([`${path}: ${problem}: ${JSON.stringify(value)}`]);
  };
  if (Object.keys(value).length > 1) return fail('an intrinsic function must be alone in its object');
  const known = { scope, path, fail };
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? reference(argument, known) : fail('Ref takes a name');
    case 'Fn::GetAtt':
      return attribute(argument, known);
    case 'Fn::Join':
      return join(argument, known);
    case 'Fn::Sub':
      return substitute(argument, known);
    default:
      return fail(`the read-back cannot evaluate ${name}`);
  }
}

interface Known {
  readonly scope: IntrinsicScope;
  readonly path: string;
  readonly fail: (problem: string) => never;
}

function reference(name: string, { scope, fail }: Known): string {
  return (
    scope.pseudoParameters[name] ?? scope.resources.get(name)?.physicalId ?? fail(`unknown name ${name}`)
  );
}

function attribute(argument: unknown, { scope, fail }: Known): string {
  const [logicalId, name] =
    typeof argument === 'string'
      ? splitAtFirstDot(argument)
      : Array.isArray(argument)
        ? (argument as unknown[])
        : [];
  if (typeof logicalId !== 'string' || typeof name !== 'string') return fail('Fn::GetAtt takes two names');
  const attributes = scope.resources.get(logicalId)?.attributes;
  return attributes?.[name] ?? fail(`the read-back does not know the attribute ${name} of ${logicalId}`);
}

function join(argument: unknown, { scope, path, fail }: Known): string {
  const [separator, parts] = Array.isArray(argument) ? (argument as unknown[]) : [];
  const resolved = resolveIntrinsics(parts, scope, path);
  if (typeof separator !== 'string' || !isTextList(resolved))
    return fail('Fn::Join takes a separator and texts');
  return resolved.join(separator);
}

function substitute(argument: unknown, known: Known): string {
  const { scope, path, fail } = known;
  const [text, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  if (typeof text !== 'string' || !isJsonObject(variables)) return fail('Fn::Sub takes a text and variables');
  return text.replace(/\$\{(!?)([^}]*)\}/g, (_placeholder, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    if (Object.hasOwn(variables, name)) {
      const value = resolveIntrinsics(variables[name], scope, path);
      return typeof value === 'string' ? value : fail(`variable ${name} is not a text`);
    }
    return name.includes('.') ? attribute(name, known) : reference(name, known);
  });
}

function splitAtFirstDot(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
