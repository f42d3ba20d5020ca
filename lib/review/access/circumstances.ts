import type { ExampleRequest } from '../../../packages/isolation-proof/src/difference/access-difference';
import { code, enumerated, type Phrase } from './phrase';

type Value = string | readonly string[] | null;

/** How the value of one context key is told; `value` is null where the request does not carry the key. */
type Telling = (value: string | null) => Phrase;

/** Keys that have words of their own, in lower case. Others are told by their names. */
const TELLINGS: Readonly<Record<string, Telling>> = {
  'aws:securetransport': (value) =>
    value === null
      ? ['with no ', code('aws:SecureTransport')]
      : [value === 'false' ? 'without TLS' : 'over TLS'],
  's3:tlsversion': (value) => {
    if (value === null) return ['with no TLS version'];
    return /^1\.[0-3]$/.test(value) ? [`over TLS ${value}`] : ['with the TLS version ', code(value)];
  },
  'aws:sourceip': (value) => (value === null ? ['from no IP address'] : ['from ', code(value)]),
  'aws:sourcevpce': (value) =>
    value === null ? ['through no VPC endpoint'] : ['through the VPC endpoint ', code(value)],
  'aws:sourcevpc': (value) => (value === null ? ['from no VPC'] : ['from the VPC ', code(value)]),
  'aws:sourcearn': (value) =>
    value === null ? ['on behalf of no resource'] : ['on behalf of ', code(value)],
  'aws:sourceaccount': (value) =>
    value === null ? ['on behalf of no account'] : ['on behalf of account ', code(value)],
  'aws:principalorgid': (value) =>
    value === null ? ['by an account of no AWS organization'] : ['by an account of ', code(value)],
  'aws:calledvia': (value) => (value === null ? ['called directly'] : ['called by ', code(value)]),
  'aws:calledvialast': (value) => (value === null ? ['called directly'] : ['called last by ', code(value)]),
  'aws:multifactorauthpresent': (value) => [value === 'true' ? 'with MFA' : 'without MFA'],
  'kms:viaservice': (value) => (value === null ? ['called directly'] : ['through ', code(value)]),
  's3:prefix': (value) => (value === null ? ['with no prefix'] : ['with the prefix ', code(value)]),
  's3:x-amz-server-side-encryption': (value) =>
    value === null ? ['with no encryption header'] : ['with the encryption ', code(value)],
  's3:x-amz-server-side-encryption-aws-kms-key-id': (value) =>
    value === null ? ['with no key named'] : ['with the key ', code(value)],
  's3:x-amz-server-side-encryption-customer-algorithm': (value) => [
    value === null ? 'without a key of the customer (SSE-C)' : 'with a key of the customer (SSE-C)',
  ],
};

/** Keys that go on with the key of a tag, in lower case. */
const TAGS: readonly (readonly [prefix: string, of: string])[] = [
  ['aws:principaltag/', 'as a principal'],
  ['aws:resourcetag/', 'on a resource'],
  ['aws:requesttag/', 'in a request'],
];

/**
 * What the context of a request says, a phrase for each key, sorted by key.
 * @param spelled a context key as AWS spells it
 */
export function circumstancesOf(
  context: ExampleRequest['context'],
  spelled: (key: string) => string,
): Phrase[] {
  return Object.entries(context)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => told(key, value, spelled));
}

function told(key: string, value: Value, spelled: (key: string) => string): Phrase {
  const tag = TAGS.find(([prefix]) => key.startsWith(prefix));
  if (tag !== undefined) return tagged(tag, spelled(key), value);
  const telling = TELLINGS[key];
  if (telling !== undefined && (value === null || typeof value === 'string')) return telling(value);
  return value === null
    ? ['with no ', code(spelled(key))]
    : ['with ', code(spelled(key)), ' = ', ...valueOf(value)];
}

function tagged([prefix, of]: (typeof TAGS)[number], key: string, value: Value): Phrase {
  const tag = key.slice(prefix.length);
  return value === null
    ? [`${of} without the tag `, code(tag)]
    : [`${of} with the tag `, code(tag), ' = ', ...valueOf(value)];
}

function valueOf(value: string | readonly string[]): Phrase {
  if (typeof value === 'string') return [value === '' ? '(empty)' : code(value)];
  return value.length === 0 ? ['(no values)'] : enumerated(value.map((one) => [code(one)]));
}
