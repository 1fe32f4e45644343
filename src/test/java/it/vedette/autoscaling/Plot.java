package it.vedette.autoscaling;

import it.vedette.autoscaling.Simulation.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Draws pods and load over an hour. */
final class Plot {
  static final Path FILE = Path.of("k8s/hpa.svg");
  private static final int WIDTH = 720;
  private static final int HEIGHT = 200;
  private static final int LEFT = 40;

  private Plot() {}

  /** Writes {@link #FILE}. Takes no arguments; needs kubectl. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(FILE, svg(Scenario.production()));
  }

  static String svg(Scenario scenario) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 560" font-family="sans-serif" font-size="12">
          <rect width="800" height="560" fill="white"/>
        %s%s</svg>
        """
        .formatted(
            chart("Load rises within ten minutes", 30, scenario.run(Load.RAMP)),
            chart("Load rises at once", 300, scenario.run(Load.SPIKE)));
  }

  private static String chart(String title, int top, List<Moment> moments) {
    double peak = moments.stream().mapToDouble(Moment::load).max().orElseThrow();
    String frame =
        """
          <g transform="translate(%d %d)">
            <text y="-10" font-weight="bold">%s</text>
            <path d="M0 0V%d H%d" fill="none" stroke="black"/>
        """
            .formatted(LEFT, top, title, HEIGHT, WIDTH);
    String legend =
        """
            <text x="500" y="-10" fill="#999">load, at most %d requests/s</text>
            <text x="420" y="-10" fill="#06c">pods</text>
          </g>
        """
            .formatted(Math.round(peak / 100) * 100);
    return frame
        + grid()
        + line("#999", moments, moment -> 10 * moment.load() / peak)
        + line("#06c", moments, Moment::pods)
        + legend;
  }

  private static String grid() {
    StringBuilder text = new StringBuilder();
    for (int pods = 2; pods <= 10; pods += 2) {
      text.append("    <text x=\"-20\" y=\"%s\">%d</text>\n".formatted(number(y(pods) + 4), pods));
    }
    for (int minute = 0; minute <= 60; minute += 10) {
      text.append(
          "    <text x=\"%s\" y=\"%d\">%d min</text>\n"
              .formatted(number(x(minute * 60)), HEIGHT + 18, minute));
    }
    return text.toString();
  }

  private static String line(String colour, List<Moment> moments, ToDoubleFunction<Moment> value) {
    return "    <polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n"
        .formatted(
            colour,
            moments.stream()
                .filter(moment -> moment.second() % Autoscaler.SYNC_SECONDS == 0)
                .map(
                    moment ->
                        number(x(moment.second())) + "," + number(y(value.applyAsDouble(moment))))
                .collect(Collectors.joining(" ")));
  }

  private static double x(int second) {
    return WIDTH * second / 3600.0;
  }

  /** Eleven pods high. */
  private static double y(double pods) {
    return HEIGHT * (1 - pods / 11);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
