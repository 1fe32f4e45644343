package io.vedette.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The header fields that decide what a resource method does. It is not called with one of {@link
 * HonoursFilter#DECISIVE} that it does not name: who sends one counts on it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Honours {
  String IF_MATCH = "If-Match";
  String IF_NONE_MATCH = "If-None-Match";

  /** The names of the fields. */
  String[] value();
}
