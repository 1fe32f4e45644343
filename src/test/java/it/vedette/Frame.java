package it.vedette;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One frame of HTTP/2, RFC 9113, section 4.1, whether it makes sense or not. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Frame(int type, int flags, int stream, byte[] payload) {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int NONE = 0;
  static final int ACK = 1;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private static final int HEAD = 9;

  static Frame read(DataInputStream in) throws IOException {
    int lengthAndType = in.readInt();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & Integer.MAX_VALUE;
    byte[] payload = new byte[lengthAndType >>> 8];
    in.readFully(payload);
    return new Frame(lengthAndType & 0xFF, flags, stream, payload);
  }

  /** A frame whose payload is one number, such as an increment or an error. */
  static Frame of(int type, int stream, int number) {
    return new Frame(type, NONE, stream, ByteBuffer.allocate(4).putInt(number).array());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(HEAD + payload.length)
        .putInt((payload.length << 8) | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The number at that place of the payload. */
  int number(int place) {
    return ByteBuffer.wrap(payload).getInt(place);
  }

  /** A header block in which no table is used; {@code fields} are name, value, name, value … */
  static byte[] block(String... fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i += 2) {
      block.write(0);
      put(block, fields[i]);
      put(block, fields[i + 1]);
    }
    return block.toByteArray();
  }

  private static void put(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int rest = bytes.length - 127;
    block.write(Math.min(127, bytes.length));
    if (rest >= 0) {
      for (; rest >= 128; rest >>>= 7) {
        block.write((rest & 127) | 128);
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }
}
