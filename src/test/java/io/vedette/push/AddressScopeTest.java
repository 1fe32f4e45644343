package io.vedette.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressScopeTest {
  private static AddressScope scope(String address) throws UnknownHostException {
    return AddressScope.of(InetAddress.getByName(address));
  }

  /** Among them the neighbours of ranges. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "192.0.1.0",
        "192.0.3.0",
        "192.31.196.1",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "168.63.129.15",
        "168.63.129.17",
        "2000::",
        "2001:200::1",
        "2001:db7:ffff::",
        "2001:db9::",
        "2003::1",
        "2620:4f:8000::1",
        "3ffe::1",
        "3fff:1000::",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8"
      })
  void addressesOfTheInternet_areGlobal(String address) throws UnknownHostException {
    assertEquals(AddressScope.GLOBAL, scope(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.0",
        "172.16.0.0",
        "192.168.0.1",
        "100.64.0.0",
        "100.127.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.0",
        "198.51.100.1",
        "203.0.113.255",
        "240.0.0.0",
        "255.255.255.254",
        "::1",
        "fc00::1",
        "fdff::1",
        "fec0::1",
        "100::1",
        "5f00::1",
        "2001:2::1",
        "2001:1ff::1",
        "2001:db8::1",
        "3fff::1",
        "4000::1",
        "::ffff:10.0.0.1"
      })
  void addressesThatOnlySomeReach_arePrivate(String address) throws UnknownHostException {
    assertEquals(AddressScope.PRIVATE, scope(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.0.0.1",
        "169.254.0.0",
        "169.254.169.254",
        "169.254.255.255",
        "224.0.0.1",
        "239.255.255.255",
        "255.255.255.255",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        "::",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:169.254.169.254",
        "::ffff:0:8.8.8.8",
        "64:ff9b::a00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808",
        "2001::1",
        "2002:808:808::1",
        "fe80::1",
        "febf::1",
        "ff02::1",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254"
      })
  void addressesOfNoHostOrOfMetadata_areForbidden(String address) throws UnknownHostException {
    assertEquals(AddressScope.FORBIDDEN, scope(address));
  }

  @Test
  void addressWithAZone_isForbidden() throws UnknownHostException {
    byte[] global = InetAddress.getByName("2606:4700:4700::1111").getAddress();

    assertEquals(AddressScope.GLOBAL, AddressScope.of(Inet6Address.getByAddress("", global, 0)));
    assertEquals(AddressScope.FORBIDDEN, AddressScope.of(Inet6Address.getByAddress("", global, 1)));
  }

  /** Java makes one of IPv4 of it, but for this way. */
  @Test
  void mappedAddress_thatStayedOneOfIpv6_isJudgedAsMapped() throws UnknownHostException {
    byte[] mapped = new byte[16];
    System.arraycopy(new byte[] {-1, -1, 10, 0, 0, 1}, 0, mapped, 10, 6);

    assertEquals(AddressScope.PRIVATE, AddressScope.of(Inet6Address.getByAddress("", mapped, 0)));
  }
}
