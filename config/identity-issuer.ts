/** IAM keeps the URL of a provider in 255 characters: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html */
const MOST_CHARACTERS = 255;

const HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;
const PATH = /^[\w.~/-]*$/;
const EXAMPLE = 'for example "https://identity.example.com"';

/**
 * Says what is wrong with the URL of an OpenID Connect issuer, each problem with its fix; an empty list means that
 * IAM takes it. It is compared with the tokens' `iss` letter by letter, a slash at the end included.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
 */
export function issuerProblems(text: string): string[] {
  const [, scheme, rest = ''] = /^([a-z]+):\/\/(.*)$/s.exec(text) ?? [];
  if (scheme !== 'https') {
    return [
      scheme === 'http'
        ? `an issuer over plain HTTP could be impersonated; write its https address, ${EXAMPLE}`
        : `write the https address of the issuer, ${EXAMPLE}`,
    ];
  }
  const problems: string[] = [];
  const [authority = ''] = rest.split(/[/?#]/, 1);
  const path = rest.slice(authority.length);
  if (/:\d*$/.test(authority)) {
    problems.push('IAM takes no port in the address of an issuer; serve it on 443, and leave the port out');
  } else if (!HOST.test(authority)) {
    problems.push(`write the host as a name with a dot, in lower case, ${EXAMPLE}`);
  }
  if (!PATH.test(path)) {
    problems.push(
      'write no query, fragment or wildcard: IAM compares the address with the tokens as it stands',
    );
  }
  if (text.length > MOST_CHARACTERS) problems.push(`write at most ${MOST_CHARACTERS} characters`);
  return problems;
}

/** An issuer as the ARN of its provider and IAM's condition keys have it: without the scheme. */
export function issuerWithoutScheme(issuer: string): string {
  return issuer.replace(/^https:\/\//, '');
}
