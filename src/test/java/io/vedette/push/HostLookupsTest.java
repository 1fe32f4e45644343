package io.vedette.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.failure.Causes;
import io.vedette.thread.HeldTasks;
import io.vedette.thread.Hops;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How names are resolved that many want at once. */
@Timeout(60)
class HostLookupsTest {
  private static final List<InetAddress> ADDRESSES = Pushes.addresses("127.0.0.1", "127.0.0.2");

  private final HeldTasks ours = new HeldTasks();
  private final List<String> looked = new ArrayList<>();
  private final HostLookups lookups = new HostLookups(this::look, ours, new Hops(ours));

  private List<InetAddress> look(String name) throws UnknownHostException {
    looked.add(name);
    if (name.equals("none")) {
      throw new UnknownHostException(name);
    }
    return ADDRESSES;
  }

  private CompletableFuture<List<InetAddress>> resolve(String name, Duration longest) {
    return lookups.resolve(name, longest).toCompletableFuture();
  }

  @Test
  void nameThatManyWant_isResolvedOnce_andAgainForWhoComesLater() throws Exception {
    CompletableFuture<List<InetAddress>> first = resolve("a", Pushes.LONG);
    CompletableFuture<List<InetAddress>> second = resolve("a", Pushes.LONG);
    CompletableFuture<List<InetAddress>> other = resolve("b", Pushes.LONG);
    for (int task = 0; task < 5; task++) {
      ours.runNext();
    }

    assertEquals(ADDRESSES, first.join());
    assertEquals(ADDRESSES, second.join());
    assertEquals(ADDRESSES, other.join());
    assertEquals(List.of("a", "b"), looked);
    ours.end(resolve("a", Pushes.LONG), 2);
    assertEquals(List.of("a", "b", "a"), looked);
  }

  @Test
  void resolverThatHangs_isWaitedForNoLongerThanSaid() throws Exception {
    HostLookups hanging = new HostLookups(this::look, task -> {}, new Hops(ours));
    CompletableFuture<List<InetAddress>> resolved =
        hanging.resolve("a", Pushes.SHORT).toCompletableFuture();

    Throwable thrown = failure(resolved, 1);
    assertTrue(thrown instanceof TimeoutException, String.valueOf(thrown));
  }

  private Throwable failure(CompletableFuture<List<InetAddress>> resolved, int hops)
      throws Exception {
    ours.end(resolved, hops);
    return Causes.of(assertThrows(CompletionException.class, resolved::join));
  }

  @Test
  void nameWithoutAddress_isTold() throws Exception {
    PushFailure failure = (PushFailure) failure(resolve("none", Pushes.LONG), 2);

    assertEquals(PushFailure.Reason.NAME_NOT_RESOLVED, failure.reason());
  }
}
