package io.vedette.access;

import io.vedette.credential.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that a caller of a resource method needs. Every resource method declares one; a test
 * holds it, and one without answers nobody.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {
  /** A grant for one name is enough: the method itself leaves out what the caller may not see. */
  String SOME = "*";

  /** The scope; of several any one, when the method itself demands those that it takes. */
  Scope[] value();

  /**
   * The path parameter with the name that the grant must match; {@link #SOME}; or nothing, then the
   * scope must have been granted without a limit to names.
   */
  String of() default "";
}
