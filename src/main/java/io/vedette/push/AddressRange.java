package io.vedette.push;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** The addresses that begin with the same bits: {@code 10.0.0.0/8}, RFC 4632 and RFC 4291. */
final class AddressRange {
  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /** Reads ranges of which each is an address, which is not resolved, and a number of bits. */
  static List<AddressRange> of(String... ranges) {
    return Stream.of(ranges).map(AddressRange::parse).toList();
  }

  private static AddressRange parse(String range) {
    String[] parts = range.split("/", 2);
    try {
      return new AddressRange(
          InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Whether an address of 4 or 16 bytes is in it. */
  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int different = 0;
    for (int i = 0; i < bits; i++) {
      int bit = 0x80 >> i % Byte.SIZE;
      different |= (address[i / Byte.SIZE] ^ network[i / Byte.SIZE]) & bit;
    }
    return different == 0;
  }
}
