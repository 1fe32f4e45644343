package io.vedette.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.Stub;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class KeptConnectionsTest {
  private final List<LogRecord> told = new ArrayList<>();

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord told) {
          KeptConnectionsTest.this.told.add(told);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Test
  void serverThatIsNotKnown_isLeftAsItIs_andToldOnce() {
    Logger logger = Logger.getLogger(KeptConnections.class.getName());
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    try {
      ServletContext server = Stub.of(ServletContext.class, Map.of());
      new KeptConnections().contextInitialized(new ServletContextEvent(server));
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }

    assertEquals(1, told.size());
    assertTrue(told.get(0).getMessage().startsWith("Connections end after a miss"));
  }
}
