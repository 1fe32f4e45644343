package io.vedette.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private final Routes routes = new Routes();

  @Path("caches/{cache}/entries/{key: .+}")
  interface Entries {
    void read();

    @Path("{ part :[a-z]+}/tail")
    void part();
  }

  private String of(Class<?> type, String method) throws NoSuchMethodException {
    Method found = type.getDeclaredMethod(method);
    assertEquals(routes.of(found), routes.of(found));
    return routes.of(found);
  }

  @Test
  void of_aMethod_isItsTemplateWithoutExpressions() throws NoSuchMethodException {
    assertEquals("/caches/{cache}/entries/{key}", of(Entries.class, "read"));
    assertEquals("/caches/{cache}/entries/{key}/{part}/tail", of(Entries.class, "part"));
  }

  /** Paths that nothing serves are one route: a stranger cannot make up series. */
  @Test
  void of_noMethod_isUnmatched() {
    assertEquals("unmatched", routes.of(null));
  }
}
