/**
 * Black-box tests: they know URLs and documents, and nothing of what is inside.
 *
 * <p><b>Promise.</b> What passes here holds for any deployment: give its address with {@code
 * -Dvedette.base}. Tests that take Redis or the server away start their own of both.
 */
@NullMarked
package it.vedette;

import org.jspecify.annotations.NullMarked;
