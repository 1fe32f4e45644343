package io.vedette.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.redis.ReplicationInfo.Replica;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationInfoTest {
  /** As Redis 7.0 gives it, with the line ends it has. */
  private static final String MASTER =
      """
      # Replication
      role:master
      connected_slaves:2
      slave0:ip=127.0.0.1,port=7001,state=online,offset=1834,lag=0
      slave1:ip=127.0.0.1,port=7002,state=wait_bgsave,offset=0,lag=17
      master_failover_state:no-failover
      master_replid:5d3cee81b3a3a0d8ad1d0d30a3a2c24d21d0b8e2
      master_repl_offset:1834
      """
          .replace("\n", "\r\n");

  private static ReplicationInfo of(String text) {
    return ReplicationInfo.of(List.of(text.getBytes(UTF_8)));
  }

  @Test
  void of_aMaster_knowsItsReplicas() {
    ReplicationInfo info = of(MASTER);

    assertTrue(info.isMaster());
    assertEquals(List.of(new Replica(true, 0), new Replica(false, 17)), info.replicas());
  }

  @Test
  void of_aReplica_isNoMaster() {
    ReplicationInfo info = of("# Replication\r\nrole:slave\r\nmaster_host:10.0.0.1\r\n");

    assertFalse(info.isMaster());
    assertEquals(new ReplicationInfo("slave", List.of(), true, false), info);
  }

  @Test
  void of_aReplicaWithoutLag_countsAsZero() {
    assertEquals(
        List.of(new Replica(true, 0)),
        of("role:master\r\nslave0:ip=127.0.0.1,port=7001,state=online\r\n").replicas());
  }

  @Test
  void of_nothingKnown_isNone() {
    assertEquals(ReplicationInfo.none(), ReplicationInfo.of(List.of()));
    assertEquals(ReplicationInfo.none(), ReplicationInfo.of(List.of(42L)));
    assertEquals(ReplicationInfo.none(), of(""));
    assertFalse(ReplicationInfo.none().isMaster());
  }

  @ParameterizedTest
  @CsvSource({
    "7.2.0, 1, may_waitaof:1, true",
    "7.2.5, 0, may_waitaof:1, false",
    "7.2.5, 1, may_waitaof:0, false",
    "7.2.5, 1, '', false",
    "7.0.15, 1, may_waitaof:1, false",
    "6.2.11, 1, '', false",
    "8.0.1, 1, may_waitaof:1, true",
    "7.4-rc1, 1, may_waitaof:1, true",
    "'', 1, may_waitaof:1, false"
  })
  void persists_fromSevenTwoOnWithAnAppendOnlyFileAndTheRight(
      String version, String aof, String rights, boolean persists) {
    ReplicationInfo info = of(version, aof, rights);

    assertTrue(info.isMaster());
    assertEquals(persists, info.persists());
  }

  @ParameterizedTest
  @CsvSource({"may_wait:1, true", "may_wait:0, false", "'', true"})
  void waits_unlessItIsToldThatItMayNot(String rights, boolean waits) {
    assertEquals(waits, of("7.0.15", "1", rights).waits());
  }

  private static ReplicationInfo of(String version, String aof, String rights) {
    return ReplicationInfo.of(
        List.of(
            MASTER.getBytes(UTF_8),
            ("redis_version:" + version + "\r\n").getBytes(UTF_8),
            ("aof_enabled:" + aof + "\r\n").getBytes(UTF_8),
            (rights + "\n").getBytes(UTF_8)));
  }
}
