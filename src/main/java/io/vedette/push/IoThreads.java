package io.vedette.push;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandlerFactory;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestUserAgent;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/** The two threads that read and write for all targets, from the first push on. */
final class IoThreads implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(IoThreads.class.getName());
  private static final int THREADS = 2;
  private static final int LOOK_MILLIS = 100;
  private static final int MOST_FIELDS = 100;
  private static final int LONGEST_LINE = 8 * 1024;

  private @Nullable DefaultConnectingIOReactor running;
  private boolean closed;

  /**
   * What opens connections with them.
   *
   * @throws PushFailure when they have ended
   */
  synchronized ConnectionInitiator initiator() {
    if (closed) {
      throw new PushFailure(PushFailure.Reason.CANNOT_CONNECT, "This server stops.");
    }
    DefaultConnectingIOReactor known = running;
    if (known == null) {
      known = started();
      running = known;
    }
    return known;
  }

  private static DefaultConnectingIOReactor started() {
    DefaultConnectingIOReactor reactor =
        new DefaultConnectingIOReactor(
            new ClientHttp1IOEventHandlerFactory(http1(), null, null),
            IOReactorConfig.custom()
                .setIoThreadCount(THREADS)
                .setSelectInterval(TimeValue.ofMilliseconds(LOOK_MILLIS))
                .build(),
            new DefaultThreadFactory("vedette-push", true),
            null,
            e -> LOG.log(Level.WARNING, "A thread that pushes has failed", e),
            null,
            session -> session.close(CloseMode.IMMEDIATE));
    reactor.start();
    return reactor;
  }

  /** The first version of HTTP only, without what the library adds by itself. */
  private static ClientHttp1StreamDuplexerFactory http1() {
    Http1Config config =
        Http1Config.custom().setMaxHeaderCount(MOST_FIELDS).setMaxLineLength(LONGEST_LINE).build();
    HttpProcessor added =
        HttpProcessorBuilder.create()
            .addAll(RequestContent.INSTANCE, new RequestUserAgent("vedette"))
            .build();
    return new ClientHttp1StreamDuplexerFactory(
        added,
        config,
        CharCodingConfig.DEFAULT,
        null,
        () -> new WholeHeadParser(config),
        null,
        null);
  }

  /** Lets them end all connections, and themselves. */
  @Override
  public synchronized void close() {
    closed = true;
    if (running != null) {
      running.initiateShutdown();
    }
  }
}
