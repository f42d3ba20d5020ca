import type { Problem } from '../../../../config/errors';
import { placeIn } from '../../../../config/schema-problems';

/** Fields that mean something for a key in a token only. */
const OF_A_TOKEN = ['pkcs11Module', 'pinFile'] as const;

/**
 * Fields of `hub.json` about the private key that have to agree: it is in a file or in a token, and a token needs a
 * PIN. Without one, programs would ask for it, and there is nobody to answer.
 */
export function keyContradictions(
  fields: Readonly<Partial<Record<string, string>>>,
  place: string,
): Problem[] {
  const { privateKeyFile, privateKeyUri, pinFile } = fields;
  const at = (field: string): string => placeIn(place, [field]);
  if (privateKeyFile !== undefined && privateKeyUri !== undefined) {
    const fix = 'the key is either there or in the token of privateKeyUri; remove one of the two';
    return [{ place: at('privateKeyFile'), value: privateKeyFile, fix }];
  }
  if (privateKeyUri !== undefined) {
    const fix =
      'is missing; write the path of a file of mode 0600 with the PIN of the token in privateKeyUri';
    return pinFile === undefined ? [{ place: at('pinFile'), fix }] : [];
  }
  const useless = OF_A_TOKEN.flatMap((field): Problem[] => {
    const fix = 'is used with "privateKeyUri" only; write that, or remove this';
    return fields[field] === undefined ? [] : [{ place: at(field), value: fields[field], fix }];
  });
  if (privateKeyFile !== undefined) return useless;
  const fix = "is missing; write the path of the hub's private key (or privateKeyUri, for a key in a token)";
  return [{ place: at('privateKeyFile'), fix }, ...useless];
}
