package io.vedette.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronExpressionTest {
  private static final ZoneId UTC = ZoneOffset.UTC;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '  5   4\t* jan-mar  sun#1 ' | 5 4 * JAN-MAR SUN#1
          '0 0 l-3w * *'               | 0 0 L-3W * *
          ' @Daily '                   | @daily
          '01 02 ? * 7'                | 01 02 ? * 7
          """)
  void toString_hasOneBlankBetweenFields_andOneCase(String text, String plain) {
    assertEquals(plain, CronExpression.parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 * * * *       | minute: '60' is not a number from 0 to 59
          */60 * * * *     | minute: '60' is not a step from 1 to 59
          1-2-3 * * * * *  | second: '1-2-3' is not a value, a range (1-5) or a step (*/5, 1-30/5)
          0 *,1 * * *      | hour: '*' is not a value, a range (1-5) or a step (*/5, 1-30/5)
          0 0 L-31 * *     | dayOfMonth: '31' is not a number of days from 0 to 30
          0 0 1W,2 * *     | dayOfMonth: '1W' is not a number from 1 to 31
          0 0 * FOO *      | month: 'FOO' is not one of JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC or a number from 1 to 12
          0 0 * * MON#6    | dayOfWeek: '6' is not a number from 1 to 5
          0 0 * * L        | dayOfWeek: 'L' is not one of SUN MON TUE WED THU FRI SAT or a number from 0 to 7
          0 0 * *          | an expression has 5 or 6 fields, this one has 4
          '  '             | an expression has 5 or 6 fields, this one has 0
          0 0 * * fr\u0131 | an expression has at most 600 characters of ASCII
          @dialy           | '@dialy' is none of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, @every_minute, @every_second
          """)
  void parse_whatIsNoExpression_tellsWhatIsAllowed(String text, String message) {
    assertEquals(
        message, assertThrows(CronError.class, () -> CronExpression.parse(text)).getMessage());
  }

  @Test
  void parse_anExpressionThatListsEveryValue_isRead_andNoLongerOne() {
    String minutes = String.join(",", IntStream.range(0, 60).mapToObj(i -> "" + i).toList());

    CronExpression.parse(minutes + " " + minutes + " * * * *");
    assertThrows(CronError.class, () -> CronExpression.parse("0" + ",0".repeat(300) + " * * * *"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @yearly            | 0 0 1 JAN *
          @annually          | 0 0 1 1 *
          @monthly           | 0 0 1 * *
          @weekly            | 0 0 * * SUN
          @daily             | 0 0 * * *
          @midnight          | 0 0 * * *
          @hourly            | 0 * * * *
          @every_minute      | * * * * *
          @every_second      | * * * * * *
          ? ? ? ? ?          | * * * * *
          0 22-3/2 * * *     | 0 22,0,2 * * *
          0 0 * NOV-2 *      | 0 0 * 11,12,1,2 *
          0 0 * * 7-2        | 0 0 * * SUN,MON,TUE
          0 0 * * 5-1/2      | 0 0 * * FRI,SUN
          0 0 * * 0-7        | 0 0 * * ?
          0 0 28-3/3 * *     | 0 0 28,31,3 * *
          10/25 0 * * *      | 10,35 0 * * *
          """)
  void next_ofExpressionsThatMeanTheSame_isTheSame(String one, String other) {
    Instant begin = Instant.parse("2026-11-30T00:00:00Z");

    assertEquals(runs(other, begin, 60), runs(one, begin, 60));
  }

  @ParameterizedTest
  @CsvSource({
    "30 2 * * *, 1",
    "? 2 * * *, 120",
    "* 2 * * *, 120",
    "30 2-2 * * *, 2",
    "30 2/9 * * *, 2"
  })
  void next_inAnHourThatComesTwice_comesTwiceWithIntervals(String text, int times) {
    Instant end = Instant.parse("2026-10-25T02:00:00Z");

    assertEquals(
        times,
        runs(text, Instant.parse("2026-10-25T00:00:00Z"), 200).stream()
            .filter(run -> run.isBefore(end))
            .count());
  }

  private static List<Instant> runs(String text, Instant begin, int many) {
    CronExpression cron = CronExpression.parse(text);
    return Stream.iterate(
            cron.next(begin, true, BERLIN).orElseThrow(),
            run -> cron.next(run, false, BERLIN).orElseThrow())
        .limit(many)
        .toList();
  }

  /** 29 February is on each day of the week, and up to forty years from the one before. */
  @Test
  void next_ofTheRarestDays_findsAllOfFourHundredYears() {
    for (int weekday = 1; weekday <= 7; weekday++) {
      CronExpression cron = CronExpression.parse("0 0 29 2 " + weekday);
      List<LocalDate> days = new ArrayList<>();
      Optional<Instant> next = cron.next(Instant.parse("2000-01-01T00:00:00Z"), true, UTC);
      while (next.isPresent() && days.size() < 1 + leapDays(weekday).size()) {
        days.add(LocalDate.ofInstant(next.get(), UTC));
        next = cron.next(next.get(), false, UTC);
      }
      days.removeIf(day -> day.getYear() >= 2400);
      assertEquals(leapDays(weekday), days);
    }
  }

  private static List<LocalDate> leapDays(int weekday) {
    List<LocalDate> days = new ArrayList<>();
    for (int year = 2000; year < 2400; year++) {
      if (Year.isLeap(year) && LocalDate.of(year, 2, 29).getDayOfWeek().getValue() == weekday) {
        days.add(LocalDate.of(year, 2, 29));
      }
    }
    return days;
  }
}
