import { installError, pendingWork, requirementsStamp } from '../../../tools/local/virtual-environment';

describe('requirementsStamp', () => {
  const stamp = requirementsStamp('3.11.7', ['moto==5', 'boto3==1']);

  test('is the same for the same Python and files', () => {
    expect(requirementsStamp('3.11.7', ['moto==5', 'boto3==1'])).toBe(stamp);
  });

  test.each([
    ['the Python version', requirementsStamp('3.12.0', ['moto==5', 'boto3==1'])],
    ['a file', requirementsStamp('3.11.7', ['moto==5', 'boto3==2'])],
    ['the place where a text stands', requirementsStamp('3.11.7', ['moto==5boto3==1', ''])],
    ['the number of files', requirementsStamp('3.11.7', ['moto==5'])],
  ])('changes with %s', (_what, other) => {
    expect(other).not.toBe(stamp);
  });
});

describe('pendingWork', () => {
  const current = { usable: true, madeBy: '3.11.7', python: '3.11.7', stamp: 'abc', wanted: 'abc' };

  test.each([
    ['nothing', 'if all is as wanted', current],
    ['install', 'if the pinned packages changed', { ...current, wanted: 'def' }],
    ['install', 'if this set of packages was never installed', { ...current, stamp: undefined }],
    ['recreate', 'if another Python made it', { ...current, madeBy: '3.10.1' }],
    ['recreate', 'if it was not completed', { ...current, usable: false }],
    ['recreate', 'if nobody knows which Python made it', { ...current, madeBy: undefined }],
  ])('is %s %s', (work, _when, state) => {
    expect(pendingWork(state)).toBe(work);
  });
});

describe('installError', () => {
  test('tells a missing network from a package that does not install', () => {
    const offline = installError([
      "WARNING: Retrying after connection broken by 'NewConnectionError(': Failed to establish a new connection",
      'ERROR: Could not find a version that satisfies the requirement moto',
      'ERROR: No matching distribution found for moto',
    ]);

    expect(offline.code).toBe('PACKAGE_INDEX_UNREACHABLE');
    expect(offline.message).toMatch(/^pip cannot reach its package index.*PIP_INDEX_URL/);
  });

  test('passes on the last error of any other failure, in one line', () => {
    const failed = installError([
      'Collecting moto',
      'ERROR: Could not find a version',
      'ERROR: No matching distribution found for moto==99',
      '[notice] A new release of pip is available',
    ]);

    expect(failed.code).toBe('INSTALL_FAILED');
    expect(failed.message).toBe('pip install failed: ERROR: No matching distribution found for moto==99');
  });

  test.each([
    [
      'a full disk',
      'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device',
      /No space left on device; free some space in the checkout/,
    ],
    [
      "somebody else's folder",
      "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x/.venv'",
      /'; this needs a checkout that you may write to$/,
    ],
  ])('says what to do about %s', (_what, line, message) => {
    expect(installError(['Collecting moto', line]).message).toMatch(message);
  });
});
