/** How the policy of every shared bucket begins: nothing over plain HTTP or old TLS. */
export const transportStatements = (bucket: string): object[] => [
  {
    Sid: 'DenyPlainHttp',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucket, `${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  },
  {
    Sid: 'DenyOldTls',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucket, `${bucket}/*`],
    Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
  },
];
