package io.vedette.http;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import io.vedette.failure.Outcome;
import io.vedette.failure.Problem;
import io.vedette.failure.Taken;
import io.vedette.traffic.Admission;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The content of a request, bounded before and while it is read. */
public final class RequestBody {
  private static final String ATTRIBUTE = RequestBody.class.getName();
  private static final int PIECE = 16 * 1024;
  private static final String IDENTITY = "identity";

  private RequestBody() {}

  /**
   * Reads the content as it came.
   *
   * @param limit the most bytes; one more is {@link Problem#TOO_LARGE}, without reading it all, and
   *     without reading anything when {@code Content-Length} says so
   */
  public static byte[] bytes(HttpServletRequest request, int limit) {
    refuseCoding(request);
    long announced = request.getContentLengthLong();
    if (announced > limit) {
      throw tooLarge(limit);
    }
    byte[] content =
        announced >= 0 ? announced(request, (int) announced) : unannounced(request, limit);
    request.setAttribute(ATTRIBUTE, content);
    AdmittedRequest.admission(request).receive(content.length);
    return content;
  }

  /** Whether the request says that it has content, be it none at last. */
  public static boolean isAnnounced(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  /** The content that was read of a request; none when nobody wanted it. */
  public static byte[] alreadyRead(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof byte[] content ? content : new byte[0];
  }

  private static byte[] announced(HttpServletRequest request, int length) {
    hold(request, length);
    byte[] content = new byte[length];
    if (read(request, content, new Pace(System::nanoTime)) < length) {
      throw Failure.malformed(
          InputError.header("Content-Length", "the content ended before its announced length"));
    }
    return content;
  }

  private static byte[] unannounced(HttpServletRequest request, int limit) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Pace pace = new Pace(System::nanoTime);
    byte[] piece;
    int length;
    do {
      piece = new byte[Math.min(PIECE, limit + 1 - content.size())];
      // Room for the piece and for the copies that joining the pieces takes.
      hold(request, 3L * piece.length);
      length = read(request, piece, pace);
      content.write(piece, 0, length);
    } while (length == piece.length && content.size() <= limit);
    if (content.size() > limit) {
      throw tooLarge(limit);
    }
    return content.toByteArray();
  }

  /** Takes room for what a request needs; refuses it before anything was done. */
  static void hold(HttpServletRequest request, long bytes) {
    try {
      AdmittedRequest.admission(request).hold(bytes);
    } catch (Failure overloaded) {
      throw overloaded.with(Outcome.NOT_APPLIED);
    }
  }

  private static Admission.Upload reading(HttpServletRequest request) {
    try {
      return AdmittedRequest.admission(request).read();
    } catch (Failure tooMany) {
      throw tooMany.with(Outcome.NOT_APPLIED);
    }
  }

  private static int read(HttpServletRequest request, byte[] into, Pace pace) {
    try {
      InputStream content = request.getInputStream();
      if (content.available() >= into.length) {
        return pace.fill(content, into);
      }
      Admission.Upload waiting = reading(request);
      try {
        return pace.fill(content, into);
      } finally {
        waiting.close();
      }
    } catch (SocketTimeoutException e) {
      throw Failure.of(Problem.REQUEST_TIMEOUT, "The content did not arrive in time.")
          .with(Outcome.NOT_APPLIED);
    } catch (IOException e) {
      throw Failure.malformed(
          InputError.header("Transfer-Encoding", "the content ended early or is badly chunked"));
    }
  }

  /** A content coding would have to be kept and negotiated: values are stored as they are. */
  private static void refuseCoding(HttpServletRequest request) {
    if (!isNoCoding(Collections.list(request.getHeaders("Content-Encoding")))) {
      throw Failure.of(
              Problem.UNSUPPORTED_MEDIA_TYPE,
              "A Content-Encoding other than identity is not taken.")
          .taking(Taken.Kind.CONTENT_CODING, IDENTITY);
    }
    if (request.getHeader("Content-Range") != null) {
      throw Failure.malformed(
          InputError.header("Content-Range", "a part of a value cannot be written"));
    }
  }

  private static boolean isNoCoding(List<String> lines) {
    List<String> codings =
        lines.stream()
            .flatMap(line -> Stream.of(line.split(",", -1)))
            .map(String::strip)
            .filter(coding -> !coding.isEmpty())
            .toList();
    return lines.isEmpty()
        || (!codings.isEmpty() && codings.stream().allMatch(IDENTITY::equalsIgnoreCase));
  }

  private static Failure tooLarge(int limit) {
    return Failure.of(Problem.TOO_LARGE, "The limit is %d bytes.".formatted(limit))
        .with(Outcome.NOT_APPLIED);
  }
}
