import { BlockList, isIP } from 'node:net';
import { createLookUp, type HostAddress, type LookUp } from './look-up-host.ts';

/** The addresses to connect to, and those among them that only the operator's ranges allow. */
export interface ResolvedHost {
  readonly addresses: readonly HostAddress[];
  readonly allowed: readonly string[];
}

/** Looks at where a webhook would go. */
export interface AddressBook {
  /**
   * Resolves a host once, so that what is checked is what is connected to. Throws where it cannot be resolved, or where
   * one of its addresses is not of the public internet and the operator does not allow it.
   */
  resolve(host: string): Promise<ResolvedHost>;
}

/**
 * What is not, or not surely, of the public internet: the special-purpose registries of IANA (RFC 6890), multicast, and
 * every range whose addresses carry an IPv4 one inside, which a gateway on the way may unwrap. Of IPv6, everything outside
 * of 2000::/3 is refused. The filtering agent knows a part of these.
 */
const REFUSED = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Metadata and platform services of clouds at public addresses.
  ['168.63.129.16', 32],
  ['192.0.0.192', 32],
  // IPv6 below 2000::/3: loopback, v4-mapped, v4-compatible, NAT64 of both kinds, discard-only.
  ['::', 3],
  // Above it: unique local, link-local, site-local, multicast, and what nobody has assigned.
  ['4000::', 2],
  ['8000::', 1],
  // Within it: Teredo, benchmarking, ORCHID and others of 2001::/23, documentation, 6to4.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

/** Makes an address book for the private ranges that the operator allows. */
export function createAddressBook(
  allowCidrs: readonly string[],
  lookUp: LookUp = createLookUp(),
): AddressBook {
  const refused = listOf(REFUSED);
  const allowed = listOf(
    allowCidrs.map((cidr) => {
      const [network = '', prefix = ''] = cidr.split('/');
      return [network, Number(prefix)];
    }),
  );
  const isAllowed = (each: HostAddress) => check(allowed, each);
  return {
    resolve: async (host) => {
      const family = isIP(host);
      const addresses = family === 0 ? await lookUp(host) : [{ address: host, family }];
      const internal = addresses.find((each) => (isZoned(each) || check(refused, each)) && !isAllowed(each));
      if (internal !== undefined) {
        throw new Error(
          `${internal.address} is no public address; only the operator can allow it, with KEYWATCH_WEBHOOK_ALLOW_CIDRS.`,
        );
      }
      return { addresses, allowed: addresses.filter(isAllowed).map(({ address }) => address) };
    },
  };
}

/** A list for each family: in one alone, a range of IPv6 such as ::/3 would hold all of IPv4, by its mapped addresses. */
interface Ranges {
  readonly ipv4: BlockList;
  readonly ipv6: BlockList;
}

function listOf(ranges: readonly (readonly [network: string, prefix: number])[]): Ranges {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const [network, prefix] of ranges) {
    const family = familyOf(network);
    lists[family].addSubnet(network, prefix, family);
  }
  return lists;
}

/** A v4-mapped address is in the ranges of both. */
function check({ ipv4, ipv6 }: Ranges, { address }: HostAddress): boolean {
  const bare = address.split('%', 1)[0] ?? address;
  const family = familyOf(bare);
  return ipv4.check(bare, family) || (family === 'ipv6' && ipv6.check(bare, family));
}

/** An address with a zone leads to one link of this machine. */
function isZoned({ address }: HostAddress): boolean {
  return address.includes('%');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
