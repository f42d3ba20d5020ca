import type { Problem } from '../../../../config/errors';
import { profileSettings } from '../formats/credentials-text';
import type { HubCredentials } from '../credentials/identity';

/** Settings with which a profile gets its credentials elsewhere: AWS tools would then take the one or the other. */
const OTHER_SOURCES = [
  'role_arn',
  'source_profile',
  'credential_source',
  'credential_process',
  'web_identity_token_file',
  'sso_session',
  'sso_start_url',
];
const HEADER = /^\[\s*([^[\]]*?)\s*\]\s*(?:[#;].*)?$/;
const SETTING = /^([^\s=[\]#;][^=]*?)\s*=(.*)$/;
const BLANK_OR_COMMENT = /^\s*(?:[#;].*)?$/;
/** Settings below another one, as `s3 =` has them. */
const NESTED = /^\s+\S/;

/** The text with the profile's credentials in it, or why there is none. */
export type ProfileChange = { readonly text: string } | { readonly problems: readonly Problem[] };

interface Line {
  /** With its line break. */
  readonly text: string;
  readonly profile?: string;
  readonly setting?: { readonly name: string; readonly value: string };
  readonly understood: boolean;
}

/**
 * Puts credentials into one profile of a credentials file of AWS. All that is not the three settings of this
 * profile stays as it is, to the byte.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 * @param text one character for each byte (latin1), so that nothing is lost whatever the encoding.
 * @param file how problems name it.
 */
export function withProfile(
  text: string,
  profile: string,
  credentials: HubCredentials,
  file: string,
): ProfileChange {
  const lines = linesOf(text);
  const problems = [
    ...lines.flatMap(({ understood }, index) =>
      understood
        ? []
        : [
            {
              place: `${file} line ${index + 1}`,
              fix: 'is neither a comment nor a [profile] nor a setting; correct it, or choose another file with --file',
            },
          ],
    ),
    ...sectionProblems(lines, profile, file),
  ];
  if (problems.length > 0) return { problems };
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const settings = [...profileSettings(credentials)].map(([name, value]) => `${name} = ${value}${end}`);
  const start = lines.findIndex((line) => line.profile === profile);
  if (start === -1) {
    const gap = text === '' || /(?:^|\n)\r?\n$/.test(text) ? '' : text.endsWith('\n') ? end : `${end}${end}`;
    return { text: `${text}${gap}[${profile}]${end}${settings.join('')}` };
  }
  const names = new Set(profileSettings(credentials).keys());
  const isOurs = ({ setting }: Line): boolean => setting !== undefined && names.has(setting.name);
  const section = sectionAt(lines, start);
  const before = lines.slice(0, start);
  const header = withBreak(lines[start]?.text ?? '', end);
  const kept = section.filter((line) => !isOurs(line));
  const after = lines.slice(start + 1 + section.length);
  const [beforeText, keptText, afterText] = [before, kept, after].map((part) =>
    part.map((line) => line.text).join(''),
  );
  return { text: `${beforeText ?? ''}${header}${settings.join('')}${keptText ?? ''}${afterText ?? ''}` };
}

/** Why a profile cannot be written to, although the file is understood. */
function sectionProblems(lines: readonly Line[], profile: string, file: string): Problem[] {
  const starts = lines.flatMap((line, index) => (line.profile === profile ? [index] : []));
  const place = `${file} [${profile}]`;
  const start = starts[0];
  if (start === undefined) return [];
  if (starts.length > 1) return [{ place, fix: `is there ${starts.length} times; keep one of them` }];
  const settings = new Map(
    sectionAt(lines, start).flatMap(({ setting }) =>
      setting === undefined ? [] : [[setting.name, setting.value]],
    ),
  );
  const other = OTHER_SOURCES.filter((name) => settings.has(name));
  if (other.length > 0) {
    const fix = `gets its credentials by ${other.join(', ')}; choose another profile with --profile`;
    return [{ place, fix }];
  }
  if (settings.has('aws_access_key_id') && (settings.get('aws_session_token') ?? '') === '') {
    const fix =
      'holds a long-term access key, which is not overwritten; choose another profile with --profile';
    return [{ place, fix }];
  }
  return [];
}

/** The lines after a header, up to the next one. */
function sectionAt(lines: readonly Line[], start: number): readonly Line[] {
  const length = lines.slice(start + 1).findIndex((line) => line.profile !== undefined);
  return length === -1 ? lines.slice(start + 1) : lines.slice(start + 1, start + 1 + length);
}

function linesOf(text: string): readonly Line[] {
  let inSection = false;
  let afterSetting = false;
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((whole): Line => {
    const line = whole.replace(/\r?\n$/, '');
    if (line.includes('\0')) return { text: whole, understood: false };
    if (BLANK_OR_COMMENT.test(line)) return { text: whole, understood: true };
    const profile = HEADER.exec(line)?.[1];
    if (profile !== undefined) {
      inSection = true;
      afterSetting = false;
      return { text: whole, profile, understood: profile !== '' };
    }
    if (NESTED.test(line)) return { text: whole, understood: afterSetting };
    const [, name, value = ''] = SETTING.exec(line) ?? [];
    if (name === undefined) return { text: whole, understood: false };
    afterSetting = true;
    // AWS tools read the names of settings without regard to case.
    return {
      text: whole,
      setting: { name: name.toLowerCase(), value: value.trim() },
      understood: inSection,
    };
  });
}

function withBreak(line: string, end: string): string {
  return line.endsWith('\n') ? line : `${line}${end}`;
}
