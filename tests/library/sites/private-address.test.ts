import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPrivateAddress } from '../../../src/library/sites/private-address.ts';

describe('isPrivateAddress', () => {
  it('knows the networks of IPv4 that are not of the public internet', () => {
    for (const address of [
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.1',
      '127.0.0.1',
      '127.255.255.254',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '198.18.0.1',
      '203.0.113.9',
      '224.0.0.1',
      '255.255.255.255',
    ]) {
      assert.equal(isPrivateAddress(address), true, address);
    }
    for (const address of ['1.1.1.1', '8.8.8.8', '172.15.255.255', '172.32.0.1', '192.167.1.1', '100.63.255.255']) {
      assert.equal(isPrivateAddress(address), false, address);
    }
  });

  it('knows those of IPv6, also with an address of IPv4 in them', () => {
    for (const address of [
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '2001::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '0:0:0:0:0:ffff:0a00:0001',
      '::127.0.0.1',
      '64:ff9b::10.0.0.1',
      '64:ff9b::a9fe:a9fe',
      '64:ff9b::',
    ]) {
      assert.equal(isPrivateAddress(address), true, address);
    }
    for (const address of [
      '2606:4700::1111',
      '2a00:1450::8',
      '::ffff:8.8.8.8',
      '64:ff9b::808:808',
      '64:ff9b::8.8.8.8',
    ]) {
      assert.equal(isPrivateAddress(address), false, address);
    }
  });
});
