/**
 * An existing servlet application, with its HttpSession in Redis by {@code liberty/session-cache}.
 */
@NullMarked
package it.vedette.servlet;

import org.jspecify.annotations.NullMarked;
