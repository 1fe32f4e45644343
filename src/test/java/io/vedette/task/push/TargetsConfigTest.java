package io.vedette.task.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vedette.config.SettingError;
import io.vedette.config.Settings;
import io.vedette.task.queue.QueueName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsConfigTest {
  private static TargetsConfig of(Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("vedette.targets", "crm");
    values.put("vedette.target.timeout", "10");
    values.put("vedette.target.concurrency", "16");
    values.put("vedette.target.max-result-bytes", "100");
    values.put("vedette.target.private-addresses", "false");
    values.put("vedette.targets.crm.url", "https://crm.example/hooks");
    values.putAll(more);
    return TargetsConfig.from(new Settings(name -> Optional.ofNullable(values.get(name))));
  }

  @Test
  void target_hasWhatIsCommon_unlessItSays() {
    Map<QueueName, TargetConfig> named = of(Map.of("vedette.targets.crm.timeout", "3")).named();
    TargetConfig crm = named.get(new QueueName("crm"));
    assertEquals(1, named.size());
    assertTrue(crm != null && crm.timeout().equals(Duration.ofSeconds(3)));
    assertTrue(crm != null && crm.receiver().connections() == 16);
  }

  /** Each is found out when the server starts, and not by the first task. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vedette.targets | a.b",
        "vedette.targets | Crm",
        "vedette.targets.crm.url | ftp://crm.example",
        "vedette.targets.crm.url | http://127.0.0.1/",
        "vedette.targets.crm.rate | often",
        "vedette.targets.crm.fields | no field",
        "vedette.targets.crm.fields | Host: other",
        "vedette.targets.crm.secrets | whsec_short"
      })
  void whatIsWrong_isRefused_andNamesItsKey(String key, String value) {
    SettingError refusal = assertThrows(SettingError.class, () -> of(Map.of(key, value)));
    assertTrue(String.valueOf(refusal.getMessage()).contains(key), refusal::getMessage);
  }
}
