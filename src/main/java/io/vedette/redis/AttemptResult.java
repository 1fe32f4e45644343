package io.vedette.redis;

import io.vedette.failure.Causes;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.redisson.RedissonShutdownException;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisReadonlyException;
import org.redisson.client.RedisReconnectedException;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.client.RedisRetryException;
import org.redisson.client.RedisTimeoutException;

/** What became of one attempt that brought no reply: decides what a caller may be told. */
enum AttemptResult {
  /** It never left, or the server refused it before it did anything. Trying again is safe. */
  NOT_EXECUTED,
  /** It was sent and no answer came. Only a script with an operation id may be sent again. */
  UNANSWERED,
  /** The server refused it for lack of memory. Trying again within the deadline is pointless. */
  FULL,
  /** The server says that the script is wrong: our fault. */
  FAULT;

  /**
   * Refusals as they stand in an error text. Redis 6.2 wraps the error of a command inside a script
   * into its own {@code ERR Error running script …: -READONLY …}, Redis 7 gives it as it is.
   */
  private static final List<String> REFUSALS =
      List.of(
          "READONLY",
          "NOREPLICAS",
          "MASTERDOWN",
          "LOADING",
          "BUSY",
          "MISCONF",
          "NOAUTH",
          "NOPERM",
          "WRONGPASS",
          "NOSCRIPT");

  static AttemptResult of(Throwable thrown) {
    Throwable cause = Causes.of(thrown);
    if (cause instanceof RedisResponseTimeoutException
        || cause instanceof RedisReconnectedException
        || cause instanceof RedissonShutdownException
        || cause instanceof CancellationException) {
      return UNANSWERED;
    }
    if (cause instanceof RedisOutOfMemoryException) {
      return FULL;
    }
    if (cause instanceof RedisTimeoutException
        || cause instanceof RedisConnectionException
        || cause instanceof RedisRetryException
        || cause instanceof RedisReadonlyException) {
      return NOT_EXECUTED;
    }
    return cause instanceof RedisException error ? said(error) : FAULT;
  }

  /** Of what comes before a script: that itself has not been sent. */
  static AttemptResult ofStaging(Throwable thrown) {
    AttemptResult result = of(thrown);
    return result == UNANSWERED ? NOT_EXECUTED : result;
  }

  private static AttemptResult said(RedisException thrown) {
    if (thrown.getCause() != null) {
      // Redisson wraps whatever kept it from getting a connection; a server's words have no cause.
      return NOT_EXECUTED;
    }
    String error = String.valueOf(thrown.getMessage());
    if (names(error, "OOM")) {
      return FULL;
    }
    return REFUSALS.stream().anyMatch(code -> names(error, code)) ? NOT_EXECUTED : FAULT;
  }

  private static boolean names(String error, String code) {
    return error.startsWith(code + " ") || error.contains("-" + code + " ");
  }
}
