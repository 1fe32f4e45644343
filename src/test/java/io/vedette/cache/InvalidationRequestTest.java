package io.vedette.cache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.failure.Problem;
import io.vedette.http.Refusals;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidationRequestTest {
  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|exactly one of",
        "{'mode':'soft'}|exactly one of",
        "{'all':true,'prefix':'a'}|exactly one of",
        "{'all':false}|'all' is true",
        "{'all':'true'}|'all' is true or false",
        "{'prefix':''}|'prefix' is not empty",
        "{'prefix':5}|'prefix' is a string",
        "{'all':true,'mode':'gentle'}|'mode' is",
        "{'all':true,'mode':null}|'mode' is a string",
        "{'groups':[]}|'groups' is a list",
        "{'groups':'a'}|'groups' is a list",
        "{'groups':['a','']}|a group is a string",
        "{'groups':['é']}|a group is a string",
        "{'keys':['a',5]}|a key is a string",
        "{'keys':['']}|a key is a string",
        "{'keys':['*'],'keyEncoding':'base64url'}|a key is a string",
        "{'keys':['YQ'],'keyEncoding':'hex'}|the only key encoding",
        "{'all':true,'keyEncoding':'base64url'}|'keyEncoding' says"
      })
  void of_whatIsWrong_isNamed(String body, String detail) {
    JsonObject document = json(body.replace('\'', '"'));

    assertTrue(
        Refusals.refused(Problem.MALFORMED_REQUEST, () -> InvalidationRequest.of(document))
            .detail()
            .contains(detail));
  }
}
