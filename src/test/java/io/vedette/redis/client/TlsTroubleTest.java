package io.vedette.redis.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TlsTroubleTest {
  private static final Logger LOG = Logger.getLogger(TlsTrouble.class.getName());
  private static final InetSocketAddress HERE = InetSocketAddress.createUnresolved("here", 1);
  private static final InetSocketAddress THERE = InetSocketAddress.createUnresolved("there", 2);

  private final TlsTrouble trouble = new TlsTrouble();
  private final List<String> told = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          told.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void listenNoMore() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  private static IOException refusal(String why) {
    SSLHandshakeException handshake = new SSLHandshakeException("PKIX path validation failed");
    handshake.initCause(new CertificateException(why));
    return new IOException(handshake);
  }

  @Test
  void tell_theSameAgain_isOneLineForEachAddress() {
    assertTrue(trouble.tell(HERE, refusal("expired")));
    assertTrue(trouble.tell(HERE, refusal("expired")));
    assertTrue(trouble.tell(THERE, refusal("expired")));
    trouble.tell(HERE, refusal("for another host"));

    assertEquals(
        List.of(
            "No TLS with here:1: expired",
            "No TLS with there:2: expired",
            "No TLS with here:1: for another host"),
        told);
  }

  @Test
  void tell_afterItWasOver_isNews() {
    trouble.tell(HERE, refusal("expired"));
    trouble.over(HERE);
    trouble.tell(HERE, refusal("expired"));

    assertEquals(2, told.size());
  }

  @Test
  void tell_anotherTrouble_isLeftToOthers() {
    assertFalse(trouble.tell(HERE, new IOException("reset")));
    assertEquals(List.of(), told);
  }
}
