import { isObject, type Json, type JsonObject } from '../templates/json';

/**
 * Properties, and elements of statements, whose texts hold names that may differ between organizations of one
 * form. A list, and one that may be forgotten: what is not on it has to be the same in all of them, word by
 * word. So `State` is not on it, nor is `Action`, whatever an organization is called.
 */
const NAMED =
  /(?:Name|Alias|Arns?|Description|Location|Prefix|Uri)$|^(?:AWS|Bucket|Condition|Input|KMSMasterKeyID|KmsKey|NotResource|PermissionsBoundary|Resource|Roles|Tags|TargetKeyId|Users|prefix)$/;

/** Of a tag, the value may hold a name. Its key is a word that policies compare. */
const NEVER_NAMED = 'Key';

/**
 * A value of a template with its texts replaced wherever they may hold names. What does not change is not copied.
 * @param mayHoldNames whether the value stands below a property that may
 */
export function withNamesReplaced<T extends Json>(
  value: T,
  replace: (text: string) => string,
  mayHoldNames?: boolean,
): T;
export function withNamesReplaced(
  value: Json,
  replace: (text: string) => string,
  mayHoldNames = false,
): Json {
  if (typeof value === 'string') return mayHoldNames ? replace(value) : value;
  if (isObject(value)) return withPropertiesReplaced(value, replace, mayHoldNames);
  if (!Array.isArray(value)) return value;
  const list = value as readonly Json[];
  const replaced = list.map((item) => withNamesReplaced(item, replace, mayHoldNames));
  return replaced.some((item, index) => item !== list[index]) ? replaced : list;
}

function withPropertiesReplaced(
  object: JsonObject,
  replace: (text: string) => string,
  mayHoldNames: boolean,
): JsonObject {
  let copy: Record<string, Json> | undefined;
  for (const [key, value] of Object.entries(object)) {
    const replaced = withNamesReplaced(value, replace, mayHoldNames ? key !== NEVER_NAMED : NAMED.test(key));
    if (replaced === value) continue;
    copy ??= { ...object };
    copy[key] = replaced;
  }
  return copy ?? object;
}
