import { requireKnownOperator } from './condition-operators';
import { isObject, type Json, type JsonObject, listOf } from '../templates/json';
import { resolveText } from '../resources/resolve';
import { NotUnderstoodError, shown, type Resolved } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';

/** Patterns of an element of a statement, and whether it says what it is *not* about. */
export interface PatternList {
  /** Undefined stands for a text that the templates do not tell. */
  readonly texts: readonly Resolved[];
  readonly negated: boolean;
}

/** One condition: an operator, its context key in lower case, and the values it compares with. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Resolved[];
}

/** A statement of any policy, with its texts resolved and policy variables still in them. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** In lower case: actions are compared without regard to case. */
  readonly actions: PatternList;
  readonly resources: PatternList;
  /** Absent in identity policies. */
  readonly principals?: Principals;
  readonly conditions: readonly Condition[];
  /** For people: the Sid, or the number of the statement. */
  readonly name: string;
  readonly source: TemplateResource;
}

export interface Principals {
  readonly negated: boolean;
  /** `*`, account ids and ARNs. */
  readonly aws: readonly Resolved[];
  readonly services: readonly Resolved[];
  /** ARNs of identity providers, and web identity providers that AWS knows by name. */
  readonly federated: readonly Resolved[];
  /** Principals of other kinds: canonical users. */
  readonly others: readonly string[];
}

const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/** How a document is read. */
export interface StatementReading {
  /**
   * What a statement without Resource is about.
   * @default - such a statement is not understood
   */
  readonly withoutResource?: readonly string[];
}

const documents = new WeakMap<JsonObject, WeakMap<TemplateResource, readonly Statement[]>>();

/**
 * Reads the statements of a policy document; the very same ones whenever the same stacks are read again, so that what
 * was found out about a statement stays true.
 * @throws NotUnderstoodError if anything in it has no meaning that is known here
 */
export function readStatements(
  document: Json | undefined,
  source: TemplateResource,
  { withoutResource }: StatementReading = {},
): readonly Statement[] {
  if (!isObject(document))
    throw new NotUnderstoodError(`the policy document is not an object: ${shown(document)}`, document);
  if (withoutResource !== undefined) return readDocument(document, source, withoutResource);
  const known = documents.get(document) ?? new WeakMap<TemplateResource, readonly Statement[]>();
  documents.set(document, known);
  const statements = known.get(source) ?? readDocument(document, source);
  known.set(source, statements);
  return statements;
}

function readDocument(
  document: JsonObject,
  source: TemplateResource,
  withoutResource?: readonly string[],
): Statement[] {
  const { Statement: statements, Version: version } = document;
  // In the older language, which a document without a Version is in, policy variables are plain text.
  if (version !== '2012-10-17') {
    throw new NotUnderstoodError(
      `the Version ${JSON.stringify(version)} is not "2012-10-17"; set it, because older versions have no policy variables`,
      document,
    );
  }
  const list = listOf(statements);
  if (list.length === 0)
    throw new NotUnderstoodError('the policy document has no statement; remove it, or write one', document);
  return list.map((statement, index) => readStatement(statement, index, source, withoutResource));
}

function readStatement(
  statement: Json,
  index: number,
  source: TemplateResource,
  withoutResource?: readonly string[],
): Statement {
  if (!isObject(statement))
    throw new NotUnderstoodError(`statement ${index + 1} is not an object: ${shown(statement)}`);
  const unknown = Object.keys(statement).find((element) => !ELEMENTS.has(element));
  if (unknown !== undefined)
    throw new NotUnderstoodError(
      `the element ${unknown} of a statement is not supported; IAM has none of this name`,
      statement,
    );
  const { Sid: sid, Effect: effect, Condition: condition } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new NotUnderstoodError(`the Effect ${JSON.stringify(effect)} is neither Allow nor Deny`, statement);
  }
  const principals = readPrincipals(statement, source);
  return {
    effect,
    actions: lowerCase(readPatterns(statement, 'Action', source)),
    resources: readResources(statement, source, withoutResource),
    ...(principals === undefined ? {} : { principals }),
    conditions: readConditions(condition, source),
    name: typeof sid === 'string' && sid !== '' ? sid : `statement ${index + 1}`,
    source,
  };
}

function readPatterns(statement: JsonObject, element: string, source: TemplateResource): PatternList {
  const positive = statement[element];
  const negative = statement[`Not${element}`];
  if ((positive === undefined) === (negative === undefined)) {
    throw new NotUnderstoodError(
      `a statement needs ${element} or Not${element}, and one of them only`,
      statement,
    );
  }
  const texts = listOf(positive ?? negative).map((value) => resolveText(value, source.stack));
  if (texts.length === 0)
    throw new NotUnderstoodError(`the ${element} of a statement is empty; remove the statement`, statement);
  return { texts, negated: positive === undefined };
}

/** Trust policies have no Resource: they are about the role that they belong to. */
function readResources(
  statement: JsonObject,
  source: TemplateResource,
  withoutResource: readonly string[] | undefined,
): PatternList {
  const { Resource: positive, NotResource: negative } = statement;
  const implied = source.type === 'AWS::IAM::Role' ? ['*'] : withoutResource;
  if (positive === undefined && negative === undefined && implied !== undefined) {
    return { texts: implied, negated: false };
  }
  const resources = readPatterns(statement, 'Resource', source);
  // A key's id is made at deployment: what a part of it would match is not known.
  const partial = resources.texts.find(
    (text) => text !== undefined && /:kms:.*:key\/.*[*?]/.test(text) && !text.endsWith(':key/*'),
  );
  if (partial !== undefined) {
    throw new NotUnderstoodError(
      `wildcards in a key id, as in ${partial}, are not supported; name the whole key, or *`,
    );
  }
  return resources;
}

function lowerCase({ texts, negated }: PatternList): PatternList {
  return { texts: texts.map((text) => text?.toLowerCase()), negated };
}

function readPrincipals(statement: JsonObject, source: TemplateResource): Principals | undefined {
  const { Principal: positive, NotPrincipal: negative } = statement;
  if (positive === undefined && negative === undefined) return undefined;
  if (positive !== undefined && negative !== undefined) {
    throw new NotUnderstoodError('a statement has both Principal and NotPrincipal; keep one', statement);
  }
  const value = positive ?? negative;
  const negated = positive === undefined;
  if (value === '*') return { negated, aws: ['*'], services: [], federated: [], others: [] };
  if (!isObject(value))
    throw new NotUnderstoodError(`the Principal ${shown(value)} is not supported`, statement);
  const { AWS: aws, Service: service, Federated: federated, ...others } = value;
  const texts = (list: Json | undefined): Resolved[] =>
    listOf(list).map((text) => resolveText(text, source.stack));
  return {
    negated,
    aws: texts(aws),
    services: texts(service),
    federated: texts(federated),
    others: Object.keys(others),
  };
}

function readConditions(condition: Json | undefined, source: TemplateResource): Condition[] {
  if (condition === undefined) return [];
  if (!isObject(condition))
    throw new NotUnderstoodError(`the Condition of a statement is not an object: ${shown(condition)}`);
  return Object.entries(condition).flatMap(([operator, keys]) => {
    if (!isObject(keys))
      throw new NotUnderstoodError(`the condition ${operator} is not an object: ${shown(keys)}`, condition);
    knownOperator(operator, condition);
    return Object.entries(keys).map(([key, values]): Condition => {
      const texts = listOf(values).map((value) => resolveText(value, source.stack));
      if (texts.length === 0)
        throw new NotUnderstoodError(
          `the condition on ${key} has no value; remove it, or write one`,
          condition,
        );
      return { operator, key: key.toLowerCase(), values: texts };
    });
  });
}

function knownOperator(operator: string, condition: JsonObject): void {
  try {
    requireKnownOperator(operator);
  } catch (error) {
    throw error instanceof NotUnderstoodError ? new NotUnderstoodError(error.message, condition) : error;
  }
}
