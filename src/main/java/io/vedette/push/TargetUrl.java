package io.vedette.push;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks are pushed to: a URL of which all readers make the same. Its text form shows neither
 * its path nor its query, which often are the credential.
 */
public final class TargetUrl {
  private static final Pattern VISIBLE = Pattern.compile("[!-~&&[^\\\\]]{1,2048}");
  private static final Pattern SCHEME = Pattern.compile("(?i)https?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9A-Za-z.-]+)(?::([0-9]{0,5}))?");
  private static final String LABEL = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}\\.?$)" + LABEL + "(?:\\." + LABEL + ")*\\.?");

  /** A last label that browsers read as a number, and the name as an IPv4 address then. */
  private static final Pattern NUMBER = Pattern.compile("(?i)(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final int LARGEST_PORT = 65_535;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final URI uri;
  private final String host;
  private final int port;
  private final Optional<InetAddress> address;

  /**
   * Checks one.
   *
   * @throws IllegalArgumentException with what is wrong, without the URL: unless it is http or
   *     https, with a host that is a name (RFC 1123) or an address in its usual form, without user
   *     information and fragment
   */
  public TargetUrl(String text) {
    uri = parsed(text);
    String authority = uri.getRawAuthority();
    require(authority != null && !authority.isEmpty(), "has no host");
    require(!authority.contains("@"), "has user information, which belongs into a field");
    require(uri.getRawFragment() == null, "has a fragment (#), which is never sent");
    Matcher parts = AUTHORITY.matcher(authority);
    require(parts.matches(), "has a host that is neither a name nor an address, or a wrong port");
    host = parts.group(1).toLowerCase(Locale.ROOT);
    String number = parts.group(2);
    port = number == null || number.isEmpty() ? usualPort() : Integer.parseInt(number);
    require(port > 0 && port <= LARGEST_PORT, "has a port that is not 1 to 65535");
    address = address(host);
  }

  private static URI parsed(String text) {
    require(VISIBLE.matcher(text).matches(), "has a character that belongs into no URL");
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      require(scheme != null && SCHEME.matcher(scheme).matches(), "is not http or https");
      return uri;
    } catch (URISyntaxException e) {
      // Its message has the URL.
      throw new IllegalArgumentException("is no URL");
    }
  }

  /** The address that stands there instead of a name. */
  private static Optional<InetAddress> address(String host) {
    boolean six = host.startsWith("[");
    if (!six && !IPV4.matcher(host).matches()) {
      require(NAME.matcher(host).matches(), "has a host that is no name");
      require(!NUMBER.matcher(host).matches(), "has an address in an unusual form");
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("has an address that is none");
    }
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private int usualPort() {
    return isSecure() ? HTTPS : HTTP;
  }

  /** {@code http} or {@code https}. */
  String scheme() {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  boolean isSecure() {
    return scheme().equals("https");
  }

  /** The name to resolve, with a full stop at its end if it has one, or an address. */
  String host() {
    return host;
  }

  /** By what name its certificate is checked: without a full stop or brackets. */
  String certified() {
    return host.replaceAll("^\\[|]$|\\.$", "");
  }

  int port() {
    return port;
  }

  /** What is sent as {@code Host}. */
  String hostField() {
    return port == usualPort() ? host : host + ":" + port;
  }

  /**
   * What is asked for (RFC 9112, section 3.2.1).
   *
   * @param more a path behind that of the URL, with a query that follows the one of the URL
   */
  String requested(String more) {
    int mark = more.indexOf('?');
    String below = mark < 0 ? more : more.substring(0, mark);
    String base = uri.getRawPath();
    String path = below.isEmpty() ? base : base.replaceAll("/$", "") + below;
    Optional<String> own = Optional.ofNullable(uri.getRawQuery());
    Optional<String> further = mark < 0 ? Optional.empty() : Optional.of(more.substring(mark + 1));
    String query =
        Stream.of(own, further).flatMap(Optional::stream).collect(Collectors.joining("&", "?", ""));
    boolean any = own.isPresent() || further.isPresent();
    return (path.isEmpty() ? "/" : path) + (any ? query : "");
  }

  /** The address that stands there instead of a name. */
  Optional<InetAddress> address() {
    return address;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TargetUrl url && url.uri.toString().equals(uri.toString());
  }

  @Override
  public int hashCode() {
    return uri.toString().hashCode();
  }

  @Override
  public String toString() {
    return scheme() + "://" + hostField();
  }
}
