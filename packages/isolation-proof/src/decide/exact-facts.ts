import { absent, type Fact, type FactLookup, type Facts, known } from '../policies/facts';
import { NotUnderstoodError } from '../templates/resolved';
import { type ConcreteRequest, type ContextValue, isOutsider } from './request';

/**
 * Context keys that a request of the contract either sets or is known to lack. A key that is not listed may
 * well be in such a request on AWS, so that a condition on it cannot be decided here: whoever adds one to a
 * policy adds it here, and its value to the requests that carry it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/policy-conditions.html
 * https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 */
const KNOWN: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  // Of requests by services only.
  'aws:principalservicename',
  'aws:securetransport',
  // Of requests by services only.
  'aws:sourceaccount',
  'aws:sourcearn',
  // Of requests for a session only, which say which tags it is to have.
  'aws:tagkeys',
  'aws:username',
  'credentials-iot:awscertificateid',
  'credentials-iot:thingname',
  // Of iam:PassRole only, and of changes of roles and users.
  'iam:passedtoservice',
  'iam:permissionsboundary',
  'kms:encryptioncontext:aws:logs:arn',
  // Of uses through S3 for an object, which no request of a contract names.
  'kms:encryptioncontext:aws:s3:arn',
  'kms:encryptioncontext:parameter_arn',
  // Of kms:CreateGrant only.
  'kms:grantisforawsresource',
  'kms:viaservice',
  's3:prefix',
  's3:tlsversion',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:x-amz-server-side-encryption-customer-algorithm',
  // Of requests for a session only.
  'sts:externalid',
  'sts:sourceidentity',
]);

/** Tags of a principal are all known: whichever it does not have is absent. */
const PRINCIPAL_TAG = 'aws:principaltag/';
const RESOURCE_TAG = 'aws:resourcetag/';
const REQUEST_TAG = 'aws:requesttag/';

/** Of requests that a service makes in somebody's name. Of those of a contract, these are uses of keys, which say so. */
const CALLED_VIA_LAST = 'aws:calledvialast';
const VIA_SERVICE = 'kms:viaservice';

/** Claims of a token or an assertion are in a request to sign in with it, which says them all. */
const CLAIM = /:(?:aud|sub|amr)$/;

/** What a requester brings into every request. */
function factsOfRequester(requester: ConcreteRequest['requester']): Facts {
  if (!isOutsider(requester)) return requester.facts;
  return new Map('service' in requester ? [['aws:principalservicename', known(requester.service)]] : []);
}

/**
 * Everything that there is to know of a request.
 * @param resourceTags facts about the tags of the resource; undefined where AWS does not tell them for certain
 * @returns a lookup that throws NotUnderstoodError for a key that is not known
 */
export function exactFacts(
  { requester, context }: ConcreteRequest,
  resourceTags: Facts | undefined,
): FactLookup {
  const own = factsOfRequester(requester);
  const user = isOutsider(requester) ? undefined : /:user\/(?:.*\/)?([^/]+)$/.exec(requester.arn)?.[1];
  return {
    get: (key) => {
      if (context.has(key)) {
        return factOf(context.get(key));
      }
      const fact = own.get(key);
      if (fact !== undefined) return fact;
      if (key === 'aws:username' && user !== undefined) return known(user);
      if (key.startsWith(RESOURCE_TAG) && resourceTags !== undefined) return resourceTags.get(key) ?? absent;
      if (KNOWN.has(key) || CLAIM.test(key)) return absent;
      if (key === CALLED_VIA_LAST && !context.has(VIA_SERVICE)) return absent;
      if (key.startsWith(PRINCIPAL_TAG) || key.startsWith(REQUEST_TAG)) return absent;
      throw new NotUnderstoodError(`context key ${key} is not modelled`);
    },
  };
}

function factOf(value: ContextValue): Fact {
  if (value === undefined) return absent;
  return typeof value === 'string' ? known(value) : { kind: 'values', texts: value };
}
