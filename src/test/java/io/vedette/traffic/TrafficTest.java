package io.vedette.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.failure.Failure;
import io.vedette.failure.Problem;
import io.vedette.metrics.FakeRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

class TrafficTest {
  private final FakeRegistry registry = new FakeRegistry();
  private final Traffic traffic = new Traffic(2, 100, registry.measurements());

  TrafficTest() {
    traffic.measure();
  }

  private void assertMeasured(int requests, int bytes, int requestsRefused, int bytesRefused) {
    assertEquals(
        """
        request_bytes_in_flight %d
        requests_in_flight %d
        requests_refused_total{reason=bytes} %d
        requests_refused_total{reason=requests} %d
        requests_refused_total{reason=uploads} 0
        """
            .formatted(bytes, requests, bytesRefused, requestsRefused),
        registry.text().replaceAll("(?m)^.*reason=caller-.*\n", ""));
  }

  private static void refused(String detail, Executable request) {
    Failure failure = assertThrows(Failure.class, request);
    assertEquals(Problem.OVERLOADED, failure.problem());
    assertEquals(detail, failure.detail());
    assertEquals(Optional.of(Duration.ofSeconds(1)), failure.retryAfter());
  }

  @Test
  void admit_overTheBound_isRefusedUntilOneLeaves() {
    Admission first = traffic.admit();
    traffic.admit();

    refused("This server has too many requests in flight.", traffic::admit);
    assertMeasured(2, 0, 1, 0);
    first.close();
    traffic.admit();
    assertMeasured(2, 0, 1, 0);
  }

  @Test
  void hold_overTheBound_isRefusedUntilOneLeaves() {
    Admission first = traffic.admit();
    Admission second = traffic.admit();
    first.hold(60);
    second.hold(40);

    refused("This server has too many bytes in flight.", () -> second.hold(1));
    assertMeasured(2, 100, 0, 1);
    first.close();
    second.hold(1);
    assertMeasured(1, 41, 0, 1);
  }

  @Test
  void hold_byOneAlone_isNotBounded() {
    Admission large = traffic.admit();
    Admission small = traffic.admit();
    large.hold(90);
    large.hold(1_000);

    refused("This server has too many bytes in flight.", () -> small.hold(1));
    large.close();
    small.hold(1);
    refused("This server has too many bytes in flight.", () -> traffic.admit().hold(100));
  }

  private static void beyond(String limit, Executable request) {
    Failure failure = assertThrows(Failure.class, request);
    assertEquals(Problem.QUOTA_EXCEEDED, failure.problem());
    assertEquals(List.of(limit), failure.violated());
    assertEquals(Optional.of(Duration.ofSeconds(1)), failure.retryAfter());
  }

  @Test
  void belongTo_anOwnerWithAsManyAsItMay_isRefusedUntilOneLeaves() {
    Admission first = traffic.admit();
    Admission second = traffic.admit();
    first.belongTo("one", 1);

    beyond("requests-in-flight", () -> second.belongTo("one", 1));
    second.belongTo("two", 1);
    second.close();
    beyond("requests-in-flight", () -> traffic.admit().belongTo("one", 1));
    assertTrue(registry.text().contains("requests_refused_total{reason=caller-requests} 2\n"));
    first.close();
    first.close();
    traffic.admit().belongTo("one", 1);
  }

  @Test
  void await_anOwnerWithAsManyWaitsAsItMay_isRefusedUntilOneLeaves() {
    Admission first = traffic.admit();
    first.await("one", 1);

    beyond("waits-in-flight", () -> traffic.admit().await("one", 1));
    first.close();
    traffic.aside().await("one", 1);
  }

  @Test
  void read_byOneOwner_isHalfOfTheThreadsAtMost_andAllTogetherAreBounded() {
    Admission one = traffic.admit();
    one.belongTo("one", 2);
    Admission other = traffic.admit();
    Admission.Upload first = one.read();
    for (int i = 1; i < 32; i++) {
      one.read();
    }
    beyond("uploads-in-flight", one::read);
    for (int i = 0; i < 32; i++) {
      other.read();
    }
    refused("This server has too many uploads in flight.", other::read);

    first.close();
    first = other.read();
    refused("This server has too many uploads in flight.", one::read);
    first.close();
    one.read();
  }

  @Test
  void hold_byOneOwner_isHalfOfAllAtMost_andGivenBack() {
    Admission first = traffic.admit();
    Admission second = traffic.admit();
    first.belongTo("one", 2);
    second.belongTo("one", 2);
    first.hold(30);
    second.hold(20);

    beyond("bytes-in-flight", () -> second.hold(1));
    traffic.aside().hold(50);
    first.close();
    second.hold(30);
    assertMeasured(1, 100, 0, 0);
    second.close();
    assertMeasured(0, 50, 0, 0);
  }

  @Test
  void hold_byTheOnlyRequestOfAnOwner_isNotBoundToHalf() {
    Admission large = traffic.admit();
    large.belongTo("one", 2);

    large.hold(60);
    large.hold(40);
    refused("This server has too many bytes in flight.", () -> traffic.admit().hold(1));
  }

  @Test
  void hold_refusedForAll_isNotCountedForItsOwner() {
    traffic.admit().hold(80);
    Admission own = traffic.admit();
    own.belongTo("one", 2);
    for (int i = 0; i < 10; i++) {
      refused("This server has too many bytes in flight.", () -> own.hold(30));
    }

    own.hold(20);
    assertMeasured(2, 100, 0, 10);
  }

  @Test
  void close_twice_givesBackOnce() {
    Admission admission = traffic.admit();
    admission.hold(50);

    admission.close();
    admission.close();

    assertMeasured(0, 0, 0, 0);
  }

  @Test
  void hold_afterTheEnd_isRefusedAndHoldsNothing() {
    Admission ended = traffic.admit();
    ended.close();

    assertThrows(Failure.class, () -> ended.hold(1));
    assertThrows(Failure.class, () -> ended.belongTo("one", 1));
    assertThrows(Failure.class, () -> ended.await("one", 1));
    traffic.aside().belongTo("one", 1);
    assertMeasured(0, 0, 0, 0);
  }

  @Test
  @Timeout(60)
  void admitAndHold_byManyThreads_neverPassTheBoundsAndLeaveNothing() throws Exception {
    int threads = 8;
    CountDownLatch together = new CountDownLatch(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<?>> ends = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      ends.add(
          executor.submit(
              () -> {
                together.countDown();
                together.await();
                for (int round = 0; round < 10_000; round++) {
                  comeAndGo();
                }
                return null;
              }));
    }
    executor.shutdown();

    for (Future<?> end : ends) {
      end.get(50, TimeUnit.SECONDS);
    }
    assertEquals(0, traffic.inFlight());
    assertEquals("request_bytes_in_flight 0", registry.text().lines().findFirst().orElseThrow());
  }

  private void comeAndGo() {
    try (Admission admission = traffic.admit()) {
      admission.hold(60);
      if (traffic.inFlight() > 2) {
        throw new AssertionError("more than two");
      }
    } catch (Failure overloaded) {
      assertEquals(Problem.OVERLOADED, overloaded.problem());
    }
  }
}
