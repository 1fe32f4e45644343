package io.vedette.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.redisson.RedissonShutdownException;
import org.redisson.client.RedisBusyException;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisLoadingException;
import org.redisson.client.RedisMasterDownException;
import org.redisson.client.RedisNoReplicasException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisReadonlyException;
import org.redisson.client.RedisReconnectedException;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.WriteRedisConnectionException;

class AttemptResultTest {
  private static final String DECODED = ". channel: [id: 0x1, L:/10.0.0.9 - R:/10.0.0.1] data: {}";

  static Stream<Arguments> exceptions() {
    return Stream.of(
        // Never sent: no connection in time, or the write itself failed.
        Arguments.of(new RedisTimeoutException("Unable to acquire connection"), "NOT_EXECUTED"),
        Arguments.of(new RedisConnectionException("not connected yet"), "NOT_EXECUTED"),
        Arguments.of(new WriteRedisConnectionException("channel closed"), "NOT_EXECUTED"),
        Arguments.of(new RedisException(new IllegalStateException("no pool")), "NOT_EXECUTED"),
        // Refused by the server.
        Arguments.of(new RedisReadonlyException("READONLY You can't"), "NOT_EXECUTED"),
        Arguments.of(new RedisLoadingException("LOADING Redis is loading"), "NOT_EXECUTED"),
        Arguments.of(new RedisMasterDownException("MASTERDOWN Link"), "NOT_EXECUTED"),
        Arguments.of(new RedisBusyException("BUSY Redis is busy"), "NOT_EXECUTED"),
        Arguments.of(new RedisNoReplicasException("NOREPLICAS Not enough"), "NOT_EXECUTED"),
        // Sent, and no answer.
        Arguments.of(new RedisResponseTimeoutException("no response"), "UNANSWERED"),
        Arguments.of(new RedisReconnectedException("connection lost"), "UNANSWERED"),
        Arguments.of(new RedissonShutdownException("Redisson is shutdown"), "UNANSWERED"),
        Arguments.of(new CancellationException(), "UNANSWERED"),
        Arguments.of(new RedisOutOfMemoryException("command not allowed"), "FULL"),
        // Ours.
        Arguments.of(new RedisException("ERR value is not an integer"), "FAULT"),
        Arguments.of(new RedisException(), "FAULT"),
        Arguments.of(new IllegalStateException("a bug"), "FAULT"));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void of_anException_isItsFate(RuntimeException thrown, AttemptResult fate) {
    assertEquals(fate, AttemptResult.of(thrown));
  }

  /** Every text as the named server gave it, for a script that reads and then writes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NOT_EXECUTED | @6.2: -READONLY You can't write against a read only replica.
          NOT_EXECUTED | @6.2: -NOREPLICAS Not enough good replicas to write.
          NOT_EXECUTED | @6.2: -MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk.
          FULL         | @6.2: -OOM command not allowed when used memory > 'maxmemory'.
          FAULT        | @6.2: The user executing the script can't run this command or subcommand
          FAULT        | @6.2: Wrong number of args calling Redis command From Lua script
          FAULT        | WRONGTYPE Operation against a key holding the wrong kind of value script: 72, on @user_script:1.
          FAULT        | ERR user_script:1: Script attempted to access nonexistent global variable 'x' script: c8, on @user_script:1.
          NOT_EXECUTED | READONLY You can't write against a read only replica. script: 9b, on @user_script:1.
          NOT_EXECUTED | NOREPLICAS Not enough good replicas to write. script: 9b, on @user_script:1.
          NOT_EXECUTED | MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk. script: 9b, on @user_script:1.
          FULL         | OOM command not allowed when used memory > 'maxmemory'. script: 9b, on @user_script:1.
          NOT_EXECUTED | MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.
          NOT_EXECUTED | BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.
          NOT_EXECUTED | LOADING Redis is loading the dataset in memory
          NOT_EXECUTED | NOAUTH Authentication required.
          NOT_EXECUTED | WRONGPASS invalid username-password pair or user is disabled.
          NOT_EXECUTED | NOPERM this user has no permissions to run the 'eval' command
          NOT_EXECUTED | NOSCRIPT No matching script. Please use EVAL.
          FAULT        | ERR unknown command 'EVALX'
          FAULT        | READONLYISH is no code of Redis
          """)
  void of_anErrorText_isItsFate(AttemptResult fate, String text) {
    String wrapped =
        text.replace(
            "@6.2: ",
            "ERR Error running script (call to f_9b6f50fc): @user_script:1: @user_script: 1: ");
    assertEquals(fate, AttemptResult.of(new RedisException(wrapped + DECODED)));
  }

  @Test
  void of_aWrappedException_isThatOfItsCause() {
    assertEquals(
        AttemptResult.UNANSWERED,
        AttemptResult.of(
            new CompletionException(
                new CompletionException(new RedisResponseTimeoutException("no response")))));
  }
}
