package io.vedette.cache.entry;

import io.vedette.failure.Failure;
import io.vedette.failure.InputError;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** The media type of a value: given back exactly as it came. */
public final class MediaTypes {
  /** RFC 9110, section 8.3: what a sender of bytes means that names no type. */
  public static final String UNNAMED = "application/octet-stream";

  private static final int LONGEST = 255;
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String PARAMETER =
      "[ \\t]*;[ \\t]*(" + TOKEN + "=(" + TOKEN + "|\"([\\t !#-\\[\\]-~]|\\\\[\\t -~])*+\"))?";
  private static final Pattern FORM =
      Pattern.compile(TOKEN + "/" + TOKEN + "(" + PARAMETER + ")*+");

  /** What browsers show without running or following anything in it, and without guessing. */
  private static final Pattern INERT =
      Pattern.compile(
          "(text/plain|application/([a-z0-9.-]+\\+)?json|image/(png|jpeg|gif|webp|avif)"
              + "|(audio|video)/[a-z0-9.+-]+)([ \\t]*;[ \\t]*charset=[a-z0-9_-]+)?",
          Pattern.CASE_INSENSITIVE);

  private MediaTypes() {}

  /** The {@code Content-Type} of a request that stores a value. */
  public static String of(HttpServletRequest request) {
    String sent = request.getHeader("Content-Type");
    if (sent == null) {
      return UNNAMED;
    }
    String type = sent.strip();
    if (!isMediaType(type)) {
      throw Failure.malformed(
          InputError.header(
              "Content-Type", "not a media type of at most %d characters".formatted(LONGEST)));
    }
    return type;
  }

  public static boolean isMediaType(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }

  /**
   * Whether a browser that opens such a value runs nothing and renders no markup. Of types that are
   * not known, and of parameters that browsers may read each in its own way, it is not assumed.
   */
  public static boolean isInert(String mediaType) {
    return INERT.matcher(mediaType).matches();
  }
}
