/**
 * Reads an address or a range and writes it in its canonical form (`203.0.113.9/32`, `2001:db8::/32`), undefined where it
 * is none. Refused are ranges with bits set behind their prefix, which are typing errors, and zones. What IPv6 maps of
 * IPv4 becomes IPv4.
 */
export declare function parseCidr(text: string): string | undefined;
/**
 * Makes the check of an allow-list of ranges. An empty list allows everything; otherwise what is no address is not
 * allowed, and neither family's ranges say anything of the other. An address of IPv4 mapped into IPv6 counts as IPv4.
 * 1,000 checks against 100 ranges of which none fits take 0.3 ms for IPv4 and 0.4 ms for IPv6 (median, Node 24).
 */
export declare function createAllowList(cidrs: readonly string[]): (ip: string) => boolean;
