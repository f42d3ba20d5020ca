import { isObject, type Json } from '../templates/json';

/** Whether a value is a call of an intrinsic function, such as `{ "Ref": "Topic" }`. */
export function isIntrinsic(value: Json): boolean {
  if (!isObject(value)) return false;
  const [name, ...others] = Object.keys(value);
  return name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}

/**
 * `AWS::NoValue` removes the property that it is the value of:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
 */
export function isNoValue(value: Json): boolean {
  return isObject(value) && value['Ref'] === 'AWS::NoValue';
}
