import { BlockList, isIPv4 } from 'node:net';

/** Networks of IPv4 that are not of the public internet: the special-purpose registry of IANA (RFC 6890), and multicast. */
const PRIVATE = blockListOf('ipv4', [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
]);
/** The only block of IPv6 whose addresses are given out. */
const PUBLIC = blockListOf('ipv6', ['2000::/3']);
/** What of it is not of the public internet: Teredo, benchmarks, ORCHID, documentation, and 6to4, which may lead to any address of IPv4. */
const PRIVATE_IN_PUBLIC = blockListOf('ipv6', [
  ...['2001::/32', '2001:2::/48', '2001:10::/28', '2001:20::/28', '2001:db8::/32', '2002::/16', '3fff::/20'],
]);
/** Hold an address of IPv4 in their last 32 bits: mapped ones, and those of NAT64 (RFC 6052). */
const HOLDING_IPV4 = blockListOf('ipv6', ['::ffff:0:0/96', '64:ff9b::/96']);

/** Whether an IP address is not one of the public internet: loopback, private, link-local, unique local, multicast and the like, also inside an IPv6 address. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return PRIVATE.check(address, 'ipv4');
  const [plain = ''] = address.split('%');
  if (HOLDING_IPV4.check(plain, 'ipv6')) return PRIVATE.check(lastBitsOf(plain), 'ipv4');
  return !PUBLIC.check(plain, 'ipv6') || PRIVATE_IN_PUBLIC.check(plain, 'ipv6');
}

/** The last 32 bits of an IPv6 address, as an address of IPv4. */
function lastBitsOf(address: string): string {
  // Written as the URL standard does: groups of hexadecimal digits, also where the last ones were decimal numbers.
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split(':');
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function blockListOf(family: 'ipv4' | 'ipv6', networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
