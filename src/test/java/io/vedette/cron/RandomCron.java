package io.vedette.cron;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A random expression, and in the plainest words what it means.
 *
 * @param interval whether it has more than plain numbers in the second, minute or hour
 */
record RandomCron(String text, boolean interval, Predicate<LocalDateTime> means) {
  /** A field: its text and its values. */
  private record Field(String text, IntPredicate has) {
    boolean isInterval() {
      return !text.matches("[0-9,]+");
    }
  }

  /** A field of days. */
  private record Days(String text, Predicate<LocalDate> has) {}

  /** One of five fields, of which some are fuller than is usual, or of six. */
  static RandomCron of(Random random, boolean seconds) {
    Field second = seconds ? field(random, 0, 59) : new Field("0", value -> value == 0);
    Field minute = field(random, 0, 59);
    Field hour = random.nextBoolean() ? all() : field(random, 0, 23);
    Field month = random.nextInt(4) > 0 ? all() : field(random, 1, 12);
    Days ofMonth = random.nextBoolean() ? everyDay() : ofMonth(random);
    Days ofWeek = random.nextInt(4) > 0 ? everyDay() : ofWeek(random);
    String text = String.join(" ", minute.text, hour.text, ofMonth.text, month.text, ofWeek.text);
    return new RandomCron(
        seconds ? second.text + " " + text : text,
        Stream.of(second, minute, hour).anyMatch(Field::isInterval),
        time ->
            second.has.test(time.getSecond())
                && minute.has.test(time.getMinute())
                && hour.has.test(time.getHour())
                && month.has.test(time.getMonthValue())
                && ofMonth.has.test(time.toLocalDate())
                && ofWeek.has.test(time.toLocalDate()));
  }

  private static Field all() {
    return new Field("*", value -> true);
  }

  private static Days everyDay() {
    return new Days("*", day -> true);
  }

  private static Field field(Random random, int first, int last) {
    int low = first + random.nextInt(last - first + 1);
    int high = first + random.nextInt(last - first + 1);
    int step = 1 + random.nextInt(last);
    return switch (random.nextInt(7)) {
      case 0 -> all();
      case 1 -> new Field("?", value -> true);
      case 2 -> new Field("" + low, value -> value == low);
      case 3 -> new Field("*/" + step, value -> (value - first) % step == 0);
      case 4 -> new Field(low + "/" + step, value -> value >= low && (value - low) % step == 0);
      case 5 -> either(field(random, first, last), low);
      default -> range(low, high, step, last - first + 1);
    };
  }

  /** A list; of what cannot be in one the number alone. */
  private static Field either(Field one, int number) {
    return one.text.matches("[*?].*")
        ? new Field("" + number, value -> value == number)
        : new Field(one.text + "," + number, value -> one.has.test(value) || value == number);
  }

  /** Every so many of those that are passed on the way around from low to high. */
  private static Field range(int low, int high, int step, int size) {
    int way = Math.floorMod(high - low, size);
    return new Field(
        low + "-" + high + "/" + step,
        value -> {
          int passed = Math.floorMod(value - low, size);
          return passed <= way && passed % step == 0;
        });
  }

  private static Days ofMonth(Random random) {
    int number = 1 + random.nextInt(31);
    int back = random.nextInt(31);
    return switch (random.nextInt(5)) {
      case 0 -> new Days("L", day -> isBeforeLast(day, 0));
      case 1 -> new Days("l-" + back, day -> isBeforeLast(day, back));
      case 2 -> new Days(number + "W", day -> isNearest(day, number));
      case 3 -> new Days("L-" + back + "w", day -> isNearest(day, day.lengthOfMonth() - back));
      default -> {
        Field list = field(random, 1, 31);
        yield new Days(list.text, day -> list.has.test(day.getDayOfMonth()));
      }
    };
  }

  private static boolean isBeforeLast(LocalDate day, int days) {
    return day.getDayOfMonth() == day.lengthOfMonth() - days;
  }

  private static boolean isNearest(LocalDate day, int to) {
    return to >= 1
        && to <= day.lengthOfMonth()
        && IntStream.rangeClosed(1, day.lengthOfMonth())
            .mapToObj(day::withDayOfMonth)
            .filter(it -> it.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
            .min(Comparator.comparingInt(it -> Math.abs(it.getDayOfMonth() - to)))
            .filter(day::equals)
            .isPresent();
  }

  private static Days ofWeek(Random random) {
    DayOfWeek weekday = DayOfWeek.of(1 + random.nextInt(7));
    String name =
        random.nextBoolean()
            ? weekday.name().substring(0, 3).toLowerCase(Locale.ROOT)
            : "" + (weekday.getValue() == 7 && random.nextBoolean() ? 0 : weekday.getValue());
    int number = 1 + random.nextInt(5);
    return switch (random.nextInt(4)) {
      case 0 -> new Days(name, day -> day.getDayOfWeek() == weekday);
      case 1 ->
          new Days(
              name + "L",
              day -> day.getDayOfWeek() == weekday && day.plusDays(7).getMonth() != day.getMonth());
      case 2 ->
          new Days(
              name + "#" + number,
              day -> day.getDayOfWeek() == weekday && (day.getDayOfMonth() + 6) / 7 == number);
      default -> weekdays(random);
    };
  }

  private static Days weekdays(Random random) {
    Set<Integer> some =
        IntStream.range(0, 3)
            .mapToObj(i -> 1 + random.nextInt(7))
            .collect(Collectors.toCollection(TreeSet::new));
    return new Days(
        some.stream().map(String::valueOf).collect(Collectors.joining(",")),
        day -> some.contains(day.getDayOfWeek().getValue()));
  }
}
