package io.vedette.push;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * From where an address can be reached, by the registries of special-purpose addresses of IANA (RFC
 * 6890). An address that has one of IPv4 in it is judged by that, or refused.
 */
enum AddressScope {
  /** From everywhere. */
  GLOBAL,
  /** From here at most: of this machine, of a private network, or of nobody. */
  PRIVATE,
  /**
   * Never connected to: of no single host, of what gives credentials to whoever is on the machine
   * (the metadata of clouds), or a way to any of these.
   */
  FORBIDDEN;

  private static final int IPV4 = 4;

  /**
   * Of this network, link-local (with most metadata), multicast, broadcast; metadata of Azure, of
   * Alibaba and of Oracle.
   */
  private static final List<AddressRange> NEVER_4 =
      AddressRange.of(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "224.0.0.0/4",
          "255.255.255.255/32",
          "168.63.129.16/32",
          "100.100.100.200/32",
          "192.0.0.192/32");

  private static final List<AddressRange> NOT_GLOBAL_4 =
      AddressRange.of(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "240.0.0.0/4");

  private static final List<AddressRange> LOOPBACK_6 = AddressRange.of("::1/128");

  /** How hosts without IPv4 reach those of IPv4 (RFC 6052). */
  private static final List<AddressRange> NAT64 = AddressRange.of("64:ff9b::/96");

  /**
   * Unspecified and IPv4-compatible, IPv4-translated, local NAT64, Teredo, 6to4, link-local,
   * multicast; metadata of AWS and of Google.
   */
  private static final List<AddressRange> NEVER_6 =
      AddressRange.of(
          "::/96",
          "::ffff:0:0:0/96",
          "64:ff9b:1::/48",
          "2001::/32",
          "2002::/16",
          "fe80::/10",
          "ff00::/8",
          "fd00:ec2::/32",
          "fd20:ce::254/128");

  /** All that is given to hosts. */
  private static final List<AddressRange> GLOBAL_6 = AddressRange.of("2000::/3");

  /** Of IETF protocols and for documentation. */
  private static final List<AddressRange> NOT_GLOBAL_6 =
      AddressRange.of("2001::/23", "2001:db8::/32", "3fff::/20");

  /** That of an address, which is forbidden when it has a zone (RFC 4007). */
  static AddressScope of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address six) {
      boolean zoned = six.getScopeId() != 0 || six.getScopedInterface() != null;
      return zoned ? FORBIDDEN : of(unmapped(bytes));
    }
    return of(bytes);
  }

  /** The bytes of the IPv4 address that is mapped into one of IPv6 (RFC 4291), or the same. */
  private static byte[] unmapped(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static AddressScope of(byte[] address) {
    return address.length == IPV4 ? ofFour(address) : ofSix(address);
  }

  private static AddressScope ofFour(byte[] address) {
    if (isIn(NEVER_4, address)) {
      return FORBIDDEN;
    }
    return isIn(NOT_GLOBAL_4, address) ? PRIVATE : GLOBAL;
  }

  private static AddressScope ofSix(byte[] address) {
    if (isIn(LOOPBACK_6, address)) {
      return PRIVATE;
    }
    if (isIn(NAT64, address)) {
      byte[] last = Arrays.copyOfRange(address, address.length - IPV4, address.length);
      return ofFour(last) == GLOBAL ? GLOBAL : FORBIDDEN;
    }
    if (isIn(NEVER_6, address)) {
      return FORBIDDEN;
    }
    return isIn(GLOBAL_6, address) && !isIn(NOT_GLOBAL_6, address) ? GLOBAL : PRIVATE;
  }

  private static boolean isIn(List<AddressRange> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** Whether a target may be there. */
  boolean isAllowed(boolean privateAllowed) {
    return this == GLOBAL || (this == PRIVATE && privateAllowed);
  }
}
