package io.vedette.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.failure.Failure;
import io.vedette.http.Call;
import io.vedette.http.CallFilter.Answer;
import io.vedette.http.Content;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes the answer to a direct call as JAX-RS would. */
record DirectAnswer(Call call, CallFilters filters) {
  private static final Logger LOG = Logger.getLogger(DirectAnswer.class.getName());

  /** Filters the answer and writes it; blocks while its client takes nothing. */
  void write(Response answer) throws IOException {
    HttpServletResponse response = call.response();
    MultivaluedMap<String, Object> fields = answer.getHeaders();
    filters.after(call, new Answer(answer.getStatus(), answer.getEntity(), fields));
    response.setStatus(answer.getStatus());
    if (answer.getEntity() instanceof Content content) {
      content.describe(fields);
      set(fields, response);
      content.writeTo(response.getOutputStream());
    } else if (answer.getEntity() instanceof String document) {
      set(fields, response);
      write(document.getBytes(UTF_8), response);
    } else {
      set(fields, response);
    }
  }

  /** Tells of a fault that kept the answer from being written, unless that has begun. */
  void fail(Failure failure) {
    try {
      ProblemServlet.write(failure, call.request(), call.response());
    } catch (IOException | RuntimeException gone) {
      LOG.log(Level.FINE, "The client has gone", gone);
    }
  }

  private void write(byte[] document, HttpServletResponse response) throws IOException {
    response.setContentLength(document.length);
    if (!call.httpMethod().equals("HEAD")) {
      response.getOutputStream().write(document);
    }
  }

  private static void set(MultivaluedMap<String, Object> fields, HttpServletResponse response) {
    fields.forEach((name, values) -> set(name, values, response));
  }

  private static void set(String name, List<Object> values, HttpServletResponse response) {
    response.setHeader(name, String.valueOf(values.get(0)));
    for (Object more : values.subList(1, values.size())) {
      response.addHeader(name, String.valueOf(more));
    }
  }
}
