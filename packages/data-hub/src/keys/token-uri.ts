import { isAbsolute } from 'node:path';
import type { TokenKey } from './private-key';

/** Attributes that say which token, and which object in it: https://www.rfc-editor.org/rfc/rfc7512#section-2.3 */
const OF_THE_TOKEN = ['token', 'serial', 'manufacturer', 'model'];
const OF_THE_OBJECT = ['object', 'id'];
const VALUE = /^(?:[\w.~:[\]@!$'()*+,=&-]|%[0-9a-fA-F]{2})+$/;
const EXAMPLE = '"pkcs11:token=data-hub;object=hub-key"';

/**
 * What is wrong with the PKCS#11 URI of a hub's key, and what to do; nothing if it can be used. It has to name both
 * token and key: a PIN is for one token, and must not be tried on another.
 */
export function tokenUriProblem(uri: string): string | undefined {
  if (!uri.startsWith('pkcs11:')) return `write a PKCS#11 URI, for example ${EXAMPLE}`;
  const [path = '', query] = uri.slice('pkcs11:'.length).split('?');
  const attributes = path.split(';').map((attribute) => nameAndValue(attribute));
  const names = [...attributes, ...(query?.split('&') ?? []).map(nameAndValue)].map(({ name }) => name);
  if (names.includes('pin-value'))
    return 'holds a PIN; write that into a file of mode 0600, and name it in pinFile';
  if (names.includes('pin-source')) return 'names a file with a PIN; name it in pinFile instead';
  if (names.some((name) => name.startsWith('module-')))
    return 'names a module; name it in pkcs11Module instead';
  if (query !== undefined) return `has a query, which is not used here; write a URI such as ${EXAMPLE}`;
  const unknown = attributes.find(({ name }) => ![...OF_THE_TOKEN, ...OF_THE_OBJECT, 'type'].includes(name));
  if (unknown !== undefined) {
    return `has ${JSON.stringify(unknown.name)}, which is not used here; use token, serial, manufacturer, model, object and id`;
  }
  if (new Set(names).size < names.length) return 'has an attribute twice; write each once';
  const odd = attributes.find(({ value }) => !VALUE.test(value));
  if (odd !== undefined) {
    return `has a value of ${JSON.stringify(odd.name)} that is empty or not percent-encoded; write %20 for a space`;
  }
  if (attributes.some(({ name, value }) => name === 'type' && value !== 'private')) {
    return 'is of something else than a private key; leave "type" out';
  }
  if (!names.includes('token') && !names.includes('serial')) {
    return `does not say which token; add its label, as in ${EXAMPLE}`;
  }
  return names.includes('object') || names.includes('id')
    ? undefined
    : `does not say which key of the token; add its label, as in ${EXAMPLE}`;
}

/** Whether a text has a PIN in it, or may have: then no message repeats it. */
export function mayHoldPin(uri: unknown): boolean {
  return typeof uri === 'string' && /pin-value/i.test(uri);
}

/** The URI of the key as programs on this machine take it: with the file of its PIN, whose text stays there. */
export function uriWithPinFile({ uri, pinFile }: TokenKey): string {
  return withPinFile([...attributesOf(uri), 'type=private'], pinFile);
}

/** The URI of the token alone, with the file of its PIN. */
export function tokenUriWithPinFile({ uri, pinFile }: TokenKey): string {
  return withPinFile(
    attributesOf(uri).filter((attribute) => OF_THE_TOKEN.includes(nameAndValue(attribute).name)),
    pinFile,
  );
}

/** Label of the key, if the URI has one; decoded. */
export function keyLabel(uri: string): string | undefined {
  const label = attributesOf(uri)
    .map(nameAndValue)
    .find(({ name }) => name === 'object')?.value;
  return label === undefined ? undefined : decodeURIComponent(label);
}

function withPinFile(attributes: readonly string[], pinFile: string): string {
  if (!isAbsolute(pinFile)) throw new TypeError('the path of a PIN file is absolute here');
  // A path and no file: URI: GnuTLS reads none.
  const path = pinFile.split('/').map(encodeURIComponent).join('/');
  return `pkcs11:${attributes.join(';')}?pin-source=${path}`;
}

function attributesOf(uri: string): string[] {
  return uri
    .slice('pkcs11:'.length)
    .split(';')
    .filter((attribute) => nameAndValue(attribute).name !== 'type');
}

function nameAndValue(attribute: string): { readonly name: string; readonly value: string } {
  const at = attribute.indexOf('=');
  return at === -1
    ? { name: attribute, value: '' }
    : { name: attribute.slice(0, at), value: attribute.slice(at + 1) };
}
