import { type AccessConfig, isOpen, openAccessNotice } from '../config/access.ts';
import type { Check } from '../stores/check.ts';

/** A check of who may ask and read. That everyone may is nothing wrong, but is to be known. */
export function checkAccess(config: { host: string; http: { access: AccessConfig } }): Check {
  return {
    name: 'Who may ask and read',
    cure: 'set READER_PASSWORD, AUTH_HEADER or ACCESS_FILE',
    examine: () => ({ found: openAccessNotice(config) ?? describeAccess(config.http.access), wrong: null }),
  };
}

function describeAccess(access: AccessConfig): string {
  if (isOpen(access)) return access.isMeantOpen ? 'everyone, as ACCESS=open says' : 'everyone on this machine';
  const { passwordSha256, keys, nameHeader, names } = access;
  return [
    ...(passwordSha256 === null ? [] : ['with the password']),
    ...(keys.length === 0 ? [] : [`with one of ${keys.length} keys`]),
    ...(nameHeader === null
      ? []
      : [`${names === null ? 'every name' : `one of ${names.size} names`} in ${nameHeader}`]),
  ].join('; ');
}
