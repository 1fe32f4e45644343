package io.vedette.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFramingTest {
  private static HttpHeaders fields(String lines) {
    Map<String, List<String>> fields = new TreeMap<>();
    for (String line : lines.split(";", -1)) {
      String[] parts = line.split(":", 2);
      if (parts.length == 2) {
        fields.computeIfAbsent(parts[0].strip(), any -> new ArrayList<>()).add(parts[1].strip());
      }
    }
    return HttpHeaders.of(fields, (name, value) -> true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|true",
        "Content-Length: 3|true",
        "Content-Length: 0|true",
        "Content-Length: 3; Content-Length: 3|true",
        "Transfer-Encoding: chunked|true",
        "Transfer-Encoding: Chunked|true",
        "Transfer-Encoding: chunked; Content-Length: 3|false",
        "Transfer-Encoding: gzip, chunked|false",
        "Transfer-Encoding: chunked, chunked|false",
        "Transfer-Encoding: chunked; Transfer-Encoding: chunked|false",
        "Transfer-Encoding: identity|false",
        "Transfer-Encoding:|false",
        "Content-Length: 3; Content-Length: 5|false",
        "Content-Length: 3, 3|false",
        "Content-Length: 3x|false",
        "Content-Length: +3|false",
        "Content-Length: -3|false",
        "Content-Length:|false",
        "Content-Length: \u0663|false",
        "Content-Length: 999999999999999999|true",
        "Content-Length: 9999999999999999999|false"
      })
  void fault_isWhatLeavesADoubt(String lines, boolean clear) {
    assertEquals(clear, AnswerFraming.fault(fields(lines)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"200, Content-Length: 7, 7", "200, X: y, -1", "304, Content-Length: 7, -1"})
  void announced_isTheLengthOfWhatComes(int status, String lines, long length) {
    assertEquals(length, AnswerFraming.announced(answer(status, fields(lines))));
  }

  private static ResponseInfo answer(int status, HttpHeaders fields) {
    return new ResponseInfo() {
      @Override
      public int statusCode() {
        return status;
      }

      @Override
      public HttpHeaders headers() {
        return fields;
      }

      @Override
      public HttpClient.Version version() {
        return HttpClient.Version.HTTP_1_1;
      }
    };
  }
}
