package io.vedette.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource method that is called without JAX-RS, whose way costs more than all that an ordinary
 * read or write does. Its parameters are the servlet request and those of the path that have no
 * expression of their own; it returns a stage with a response that never fails, and stands in a
 * {@link DirectResource}. Requests whose path is spelled in an unusual way still come to it by
 * JAX-RS, with the same result.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Direct {}
