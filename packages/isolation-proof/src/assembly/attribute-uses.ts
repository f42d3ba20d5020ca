import { isObject, type Json } from '../templates/json';

/** Attributes that are secrets; those of other types are names and addresses. */
const SECRET_ATTRIBUTES: ReadonlyMap<Json | undefined, string> = new Map([
  ['AWS::Cognito::UserPoolClient', 'ClientSecret'],
  ['AWS::IAM::AccessKey', 'SecretAccessKey'],
]);

/** The attribute of resources of a type that is a secret, if there is one. */
export function secretAttributeOf(type: Json | undefined): string | undefined {
  return SECRET_ATTRIBUTES.get(type);
}

/**
 * Whether a value holds an attribute of a resource of its stack, by `Fn::GetAtt` or within `Fn::Sub`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html
 */
export function usesAttribute(value: Json, logicalId: string, attribute: string): boolean {
  const name = `${logicalId}.${attribute}`;
  const names = [name, [logicalId, attribute]].map((form) => JSON.stringify(form));
  const uses = (part: Json): boolean => {
    if (Array.isArray(part)) return (part as readonly Json[]).some(uses);
    if (!isObject(part)) return false;
    return Object.entries(part).some(
      ([key, inner]) =>
        (key === 'Fn::GetAtt' && names.includes(JSON.stringify(inner))) ||
        (key === 'Fn::Sub' && textIn(inner).includes(`\${${name}}`)) ||
        uses(inner),
    );
  };
  return uses(value);
}

/** The text of `Fn::Sub`, which may stand before a map of variables. */
function textIn(argument: Json): string {
  const text: Json | undefined = Array.isArray(argument) ? (argument as readonly Json[])[0] : argument;
  return typeof text === 'string' ? text : '';
}
