import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** One address of a webhook's host. */
interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** The addresses to connect to, and those among them that only the operator's ranges allow. */
export interface ResolvedHost {
  readonly addresses: readonly HostAddress[];
  readonly allowed: readonly string[];
}

/** Looks at where a webhook would go. */
export interface AddressBook {
  /**
   * Resolves a host once, so that what is checked is what is connected to. Throws where it cannot be resolved, or where
   * an address carries an IPv4 one inside, which the filtering agent takes for a public address.
   */
  resolve(host: string): Promise<ResolvedHost>;
}

/** Deprecated IPv4-compatible addresses (RFC 4291 section 2.5.5.1): some systems still reach the IPv4 address inside. */
const IPV4_COMPATIBLE = { network: '::', prefix: 96 };

/** Makes an address book for the private ranges that the operator allows. */
export function createAddressBook(allowCidrs: readonly string[]): AddressBook {
  const allowed = new BlockList();
  for (const cidr of allowCidrs) {
    const [network = '', prefix = ''] = cidr.split('/');
    allowed.addSubnet(network, Number(prefix), familyName(isIP(network)));
  }
  const refused = new BlockList();
  refused.addSubnet(IPV4_COMPATIBLE.network, IPV4_COMPATIBLE.prefix, 'ipv6');
  const isIn = (list: BlockList) => (each: HostAddress) => list.check(each.address, familyName(each.family));
  return {
    resolve: async (host) => {
      const family = isIP(host);
      const addresses = family === 0 ? await lookup(host, { all: true }) : [{ address: host, family }];
      const internal = addresses.find((each) => isIn(refused)(each) && !isIn(allowed)(each));
      if (internal !== undefined) throw new Error(`${internal.address} is no public address.`);
      return { addresses, allowed: addresses.filter(isIn(allowed)).map(({ address }) => address) };
    },
  };
}

function familyName(family: number): 'ipv4' | 'ipv6' {
  return family === 6 ? 'ipv6' : 'ipv4';
}
