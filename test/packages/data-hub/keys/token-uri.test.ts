import {
  keyLabel,
  tokenUriProblem,
  tokenUriWithPinFile,
  uriWithPinFile,
} from '../../../../packages/data-hub/src/keys/token-uri';

test.each([
  'pkcs11:token=hub;object=key',
  'pkcs11:token=hub%20token;object=key;type=private',
  'pkcs11:serial=1ea94bf3ef530268;id=%01%ff',
  'pkcs11:model=TPM2;manufacturer=Infineon;token=hub;id=%01',
])('%s can be used', (uri) => {
  expect(tokenUriProblem(uri)).toBeUndefined();
});

test.each([
  ['/etc/data-hub/private-key.pem', /write a PKCS#11 URI/],
  ['PKCS11:token=hub;object=key', /write a PKCS#11 URI/],
  ['pkcs11:', /has "", which is not used/],
  ['pkcs11:object=key', /which token/],
  ['pkcs11:token=hub', /which key/],
  ['pkcs11:token=hub;object=key?pin-value=1234', /holds a PIN; .*pinFile/],
  ['pkcs11:token=hub;object=key;pin-value=1234', /holds a PIN/],
  ['pkcs11:token=hub;object=key?pin-source=/etc/pin', /name it in pinFile/],
  ['pkcs11:token=hub;object=key?module-path=/x.so', /name it in pkcs11Module/],
  ['pkcs11:token=hub;object=key?', /has a query/],
  ['pkcs11:token=hub;object=key;type=cert', /leave "type" out/],
  ['pkcs11:token=hub;token=hub;object=key', /twice/],
  ['pkcs11:token=my hub;object=key', /"token" that is .*%20/],
  ['pkcs11:token=hub;object=', /"object" that is empty/],
  ['pkcs11:token=hub;slot-id=1;object=key', /"slot-id", which is not used/],
  ['pkcs11:token=hub;object=key"\n-x', /"object" that is/],
])('%j is refused', (uri, problem) => {
  expect(tokenUriProblem(uri)).toMatch(problem);
});

test('programs are given the file of the PIN, encoded, and of the URI what they need', () => {
  const key = { uri: 'pkcs11:token=hub;serial=1;object=my%20key', pinFile: '/etc/data hub/pin?' };

  expect(uriWithPinFile(key)).toBe(
    'pkcs11:token=hub;serial=1;object=my%20key;type=private?pin-source=/etc/data%20hub/pin%3F',
  );
  expect(tokenUriWithPinFile(key)).toBe('pkcs11:token=hub;serial=1?pin-source=/etc/data%20hub/pin%3F');
  expect(keyLabel(key.uri)).toBe('my key');
  expect(() => uriWithPinFile({ ...key, pinFile: 'pin' })).toThrow(TypeError);
});
