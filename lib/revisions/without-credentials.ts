type Variables = Readonly<Record<string, string | undefined>>;

/** Where AWS's programs would look for credentials if no variable names them. */
const NOWHERE: Variables = {
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/**
 * The environment of a program that must not reach AWS: a synth needs no credentials, and code that is under review
 * gets none.
 */
export function withoutCredentials(variables: Variables): Variables {
  const rest = Object.entries(variables).filter(([name]) => !/^(?:AWS_|CDK_DEFAULT_)/.test(name));
  return { ...Object.fromEntries(rest), ...NOWHERE };
}
