package io.vedette.edge;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the connection after answers that are regular ones of this API, though their status is an
 * error: a miss would cost its reader a connection, and with TLS a handshake.
 *
 * <p>Open Liberty ends an HTTP/1.1 connection with each status that it knows as an error ({@code
 * HttpInboundServiceContextImpl.updatePersistence}, open-liberty 16521), and no setting says
 * otherwise. So those are made like 422 and 429, which it does not know: they lose their mark.
 * Connections whose framing cannot be trusted still end, with 400, 408 and 413 among others.
 */
@WebListener
public class KeptConnections implements ServletContextListener {
  private static final Logger LOG = Logger.getLogger(KeptConnections.class.getName());
  private static final List<Integer> REGULAR = List.of(404, 409, 412, 502, 503, 504);
  private static final String TRANSPORT = "com.ibm.ws.transport.http";
  private static final String CODES = "com.ibm.wsspi.http.channel.values.StatusCodes";

  /** Begins with the application; a server that is built differently is left as it is. */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      Class<?> codes = codes(event.getServletContext().getClass().getClassLoader());
      Field mark = codes.getDeclaredField("myError");
      mark.setAccessible(true);
      for (int status : REGULAR) {
        mark.set(codes.getMethod("getByOrdinal", int.class).invoke(null, status), null);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.WARNING, "Connections end after a miss: this server is not known ({0})", e);
    }
  }

  /** From the bundle that no application sees. */
  private static Class<?> codes(ClassLoader ofTheServer) throws ReflectiveOperationException {
    Object bundle = call(ofTheServer, "org.osgi.framework.BundleReference", "getBundle");
    Object context = call(bundle, "org.osgi.framework.Bundle", "getBundleContext");
    Object all = call(context, "org.osgi.framework.BundleContext", "getBundles");
    for (int i = 0; i < Array.getLength(all); i++) {
      Object one = Array.get(all, i);
      if (TRANSPORT.equals(call(one, "org.osgi.framework.Bundle", "getSymbolicName"))) {
        Class<?> type = type(one, "org.osgi.framework.Bundle");
        return (Class<?>) type.getMethod("loadClass", String.class).invoke(one, CODES);
      }
    }
    throw new ClassNotFoundException(TRANSPORT);
  }

  private static Object call(Object target, String type, String method)
      throws ReflectiveOperationException {
    return type(target, type).getMethod(method).invoke(target);
  }

  private static Class<?> type(Object target, String type) throws ClassNotFoundException {
    return Class.forName(type, false, target.getClass().getClassLoader());
  }
}
