import type { Problem } from '../../../../config/errors';
import { quoted } from '../../../../config/quoting';
import { placeIn } from '../../../../config/schema-problems';
import { thingNameOf } from '../hub-name';
import { regionOfEndpoint } from './endpoints';
import { keyContradictions } from './key-contradictions';

/**
 * Fields of `hub.json` that have to agree. Read from the raw JSON, because the schema stops before such
 * comparisons when a field elsewhere is wrong, and all problems are reported at once.
 */
export function contradictions(json: unknown, place: string): Problem[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  const fields = strings(json);
  return [
    ...namesThatDiffer(fields, place),
    ...regionsThatDiffer(fields, place),
    ...useless(fields, place),
    ...keyContradictions(fields, place),
  ];
}

type Strings = Partial<Record<string, string>>;

function namesThatDiffer(fields: Strings, place: string): Problem[] {
  const { environment, organization, hub } = fields;
  const thing = organization === undefined || hub === undefined ? undefined : thingNameOf(organization, hub);
  const expected: Record<string, readonly (string | undefined)[]> = {
    thingName: [thing],
    // A folder of the hub's own, or the one that all hubs of the organization share: the environment decides.
    prefix: organization === undefined ? [] : [thing && `${organization}/${thing}/`, `${organization}/`],
    parameterPath: [
      environment === undefined || organization === undefined
        ? undefined
        : `/${environment}/${organization}/connectors`,
    ],
  };
  return Object.entries(expected).flatMap(([field, values]): Problem[] => {
    const known = values.filter((value) => value !== undefined);
    const value = fields[field];
    if (known.length === 0 || value === undefined || known.includes(value)) return [];
    const fix = `contradicts other fields; write ${known.map(quoted).join(' or ')}`;
    return [{ place: placeIn(place, [field]), value, fix }];
  });
}

function regionsThatDiffer({ region, ...fields }: Strings, place: string): Problem[] {
  const { credentialsEndpoint = '', dataEndpoint = '', keyArn } = fields;
  return [
    { field: 'credentialsEndpoint', value: credentialsEndpoint, of: regionOfEndpoint(credentialsEndpoint) },
    { field: 'dataEndpoint', value: dataEndpoint, of: regionOfEndpoint(dataEndpoint) },
    { field: 'keyArn', value: keyArn, of: keyArn?.split(':')[3] },
  ].flatMap(({ field, value, of }): Problem[] =>
    of === undefined || region === undefined || of === region
      ? []
      : [{ place: placeIn(place, [field]), value, fix: `is in ${of}, but $.region is ${quoted(region)}` }],
  );
}

/** A password for a proxy that is not named would go nowhere. */
function useless({ proxy, proxyCredentialsFile }: Strings, place: string): Problem[] {
  return proxyCredentialsFile === undefined || proxy !== undefined
    ? []
    : [
        {
          place: placeIn(place, ['proxyCredentialsFile']),
          value: proxyCredentialsFile,
          fix: 'is used with "proxy" only; write that too, or remove this',
        },
      ];
}

function strings(json: object): Strings {
  return Object.fromEntries(
    Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
