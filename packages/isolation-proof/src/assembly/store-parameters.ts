import { DYNAMIC_REFERENCE } from '../resources/resolve';
import { isObject, type Json, type JsonObject } from '../templates/json';

/** Of `AWS::SSM::Parameter::Value<String>`, a list of texts, or ids of resources of one type. */
const VALUE = /^AWS::SSM::Parameter::Value<(List<|CommaDelimitedList>)?/;

/**
 * The parameters of a template of which CloudFormation reads the value in Parameter Store, as the dynamic references
 * that say the same. A name that comes with the deployment stands as a variable within.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
export function storeParametersIn({ Parameters: parameters }: JsonObject): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
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
