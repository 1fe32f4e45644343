package io.vedette.origin;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the content of an answer ends: RFC 9112, section 6.3. Java's client takes the first length
 * that it reads, whatever else there is, and waits for ever after codings that it does not know.
 */
final class AnswerFraming {
  /** More would not fit into a long. */
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /** Their answers have no content, whatever length they tell. */
  private static final Set<Integer> EMPTY = Set.of(204, 304);

  private AnswerFraming() {}

  /** What leaves a doubt about the end of an answer's content; empty when nothing does. */
  static Optional<String> fault(HttpHeaders fields) {
    List<String> lengths = fields.allValues("Content-Length");
    List<String> codings = fields.allValues("Transfer-Encoding");
    if (!codings.isEmpty()
        && !(codings.size() == 1 && "chunked".equalsIgnoreCase(codings.get(0)))) {
      return Optional.of("The origin's answer has a transfer coding other than 'chunked'.");
    }
    if (!codings.isEmpty() && !lengths.isEmpty()) {
      return Optional.of("The origin's answer has a length and is chunked.");
    }
    boolean readable = lengths.stream().allMatch(length -> LENGTH.matcher(length).matches());
    return readable && lengths.stream().distinct().count() <= 1
        ? Optional.empty()
        : Optional.of("The length of the origin's answer is not one whole number.");
  }

  /** The length of the content that is to come, or -1; of an answer without {@link #fault}. */
  static long announced(ResponseInfo answer) {
    return EMPTY.contains(answer.statusCode())
        ? -1
        : answer.headers().firstValue("Content-Length").map(Long::parseLong).orElse(-1L);
  }
}
