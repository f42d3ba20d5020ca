import { DYNAMIC_REFERENCE } from '../resources/resolve';
import { isObject, type JsonObject } from '../templates/json';

/** A text, or a list of which no more is known. */
export type StoredValue = string | readonly [string];

/** Of `AWS::SSM::Parameter::Value<String>`, a list of texts, or ids of resources of one type. */
const VALUE = /^AWS::SSM::Parameter::Value<(List<|CommaDelimitedList>)?/;

/**
 * The parameters of a template of which CloudFormation reads the value in Parameter Store, as the dynamic references
 * that say the same. A name that comes with the deployment stands as a variable within.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
export function storeParametersIn({ Parameters: parameters }: JsonObject): ReadonlyMap<string, StoredValue> {
  const found = new Map<string, StoredValue>();
  for (const [id, parameter] of Object.entries(isObject(parameters) ? parameters : {})) {
    if (!isObject(parameter) || typeof parameter['Type'] !== 'string') continue;
    const [type, isList] = VALUE.exec(parameter['Type']) ?? [];
    if (type === undefined) continue;
    const name = parameter['Default'];
    const reference = `${DYNAMIC_REFERENCE}ssm:${typeof name === 'string' ? name : `\${${id}}`}}}`;
    found.set(id, isList === undefined ? reference : [reference]);
  }
  return found;
}
