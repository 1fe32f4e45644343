import com.sun.net.httpserver.*;
import java.io.*;
import java.net.InetSocketAddress;
import java.nio.file.*;
import java.security.*;
import java.util.*;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes tasks that Vedette pushes, one after the other: java Receiver.java [PORT]. It needs nothing but Java 17 or newer. */
public class Receiver {
  static final int TOLERANCE = 300; // by how many seconds our clocks may differ
  static final Map<String, String> RESULTS = new LinkedHashMap<>() { // by id; better kept with what a task changes: both last
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) { return size() > 10_000; }
  };

  /** What is to be done, with a result in JSON. When it throws, the connection ends and the task comes again. */
  static String handle(byte[] task) {
    return "\"" + task.length + " bytes\"";
  }

  static boolean verify(String secret, String id, String time, String signatures, byte[] body, long now) {
    if (id == null || signatures == null || time == null || !time.matches("[0-9]{1,12}")) return false;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
      mac.update((id + "." + time + ".").getBytes());
      byte[] right = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes();
      boolean any = false; // there are two while the secret changes
      for (String one : signatures.split(" ")) any |= MessageDigest.isEqual(right, one.getBytes()); // in constant time
      return any && Math.abs(now - Long.parseLong(time)) <= TOLERANCE;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static void take(HttpExchange call) throws IOException {
    Headers sent = call.getRequestHeaders();
    String id = sent.getFirst("webhook-id"), time = sent.getFirst("webhook-timestamp"), signatures = sent.getFirst("webhook-signature");
    String secret = Files.readString(Path.of(System.getenv("VEDETTE_SECRET_FILE"))).strip(); // each time: it may change
    byte[] task = call.getRequestBody().readNBytes(1 << 20);
    boolean genuine = verify(secret, id, time, signatures, task, System.currentTimeMillis() / 1000);
    byte[] result = (genuine ? RESULTS.computeIfAbsent(id, first -> handle(task)) : "null").getBytes();
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(genuine ? 200 : 401, result.length);
    call.getResponseBody().write(result);
    call.close();
  }

  public static void main(String[] port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port.length == 0 ? 8080 : Integer.parseInt(port[0])), 0);
    server.createContext("/", Receiver::take);
    server.start();
    System.out.println("port " + server.getAddress().getPort());
  }
}
